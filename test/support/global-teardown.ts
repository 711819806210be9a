/** After all end-to-end tests: the server ends, or its test databases go. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.claimlineTestServer?.stop();
}
