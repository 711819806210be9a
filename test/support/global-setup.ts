/** Before all end-to-end tests: one PostgreSQL and its template; workers learn of them through the environment. */
import { registerHooks } from 'node:module';
import type { TestServer } from './server.js';

declare global {
  var claimlineTestServer: TestServer | undefined;
}

export default async function globalSetup(): Promise<void> {
  // Jest's mapping of .js to .ts does not reach this file, so Node reads our TypeScript by itself, under the same rule.
  const hooks = registerHooks({
    resolve: (specifier, context, next) => next(/^\.{1,2}\//.test(specifier) && context.parentURL?.endsWith('.ts') ? specifier.replace(/\.js$/, '.ts') : specifier, context),
  });
  const { startTestServer } = await import('./server.js');
  const server = await startTestServer();
  hooks.deregister();
  globalThis.claimlineTestServer = server;
  process.env.CLAIMLINE_TEST_ADMIN_URL = server.adminUrl;
  process.env.CLAIMLINE_TEST_TEMPLATE = server.template;
}
