/** Sends requests and measures; the server's own processor time is read from the system, so that the sender's limits do not flatter it. */
import autocannon from 'autocannon';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';

export interface Server {
  address: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a script that prints "ready: http://…". */
export async function start(args: string[], env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /ready: (http:\S+)/.exec(text)?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(`The server ended before it was ready.\n${text}`)));
  });
  return { address: address.replace('localhost', '127.0.0.1'), process: child, stop: () => (child.kill('SIGTERM'), ended) };
}

/** The bytes as they go over the line: `fetch` would unpack them. */
export function sent(url: string, headers: Record<string, string>): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    http.get(url, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
    }).on('error', reject);
  });
}

export interface Measure {
  perSecond: number;
  p50: number;
  p95: number;
  /** Microseconds of the server process for one request. */
  cpu: number;
}

const TICKS = 100;
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** @throws Error when anything but 2xx came back, for such a measure is of something else */
export async function measure(server: Server, options: { paths: readonly string[]; seconds: number; connections?: number; headers?: Record<string, string>; post?: { headers: Record<string, string>; bodyOf: (n: number) => string } }): Promise<Measure> {
  let sent = 0;
  const method: 'POST' | 'GET' = options.post ? 'POST' : 'GET';
  const requests: autocannon.Request[] = options.paths.map((path) => ({
    path,
    method,
    ...(options.headers ? { headers: options.headers } : {}),
    ...(options.post ? { headers: { 'content-type': 'application/json', ...options.post.headers }, setupRequest: (request: autocannon.Request) => ({ ...request, body: options.post!.bodyOf(++sent) }) } : {}),
  }));
  const run = (duration: number) => autocannon({ url: server.address, connections: options.connections ?? 10, duration, requests });
  await run(1);
  const before = cpuSeconds(server.process.pid!);
  const result = await run(options.seconds);
  const cpu = cpuSeconds(server.process.pid!) - before;
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused and ${result.errors} failed of ${result.requests.total} to ${options.paths[0]}.`);
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p95: result.latency.p97_5, cpu: (cpu / result.requests.total) * 1e6 };
}
