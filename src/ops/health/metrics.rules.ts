/** Who may read the figures of `/metrics`. */
export interface Asking {
  /** The other end of the connection itself, which no header can feign. */
  peer: string | undefined;
  headers: Readonly<Record<string, unknown>>;
  isPublic: boolean;
}

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** This machine alone; a proxy on this machine that passes a stranger's request on does not count as it. */
export function mayReadMetrics({ peer, headers, isPublic }: Asking): boolean {
  if (isPublic) return true;
  return LOOPBACK.test(peer ?? '') && !FORWARDED.some((name) => headers[name] !== undefined);
}
