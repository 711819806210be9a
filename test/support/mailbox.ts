/** A real mail server of a test's own on this machine, and what came into it, read as a mail program reads it. */
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  to: string[];
  from: string;
  mail: ParsedMail;
  raw: string;
}

export class Mailbox {
  private constructor(
    private readonly server: SMTPServer,
    private readonly lines: Set<Socket>,
    readonly received: Received[],
    readonly port: number,
  ) {}

  /** @param options how it behaves otherwise than a server that takes everything */
  static async open(options: SMTPServerOptions = {}, port = 0): Promise<Mailbox> {
    const received: Received[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      logger: false,
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks);
          void simpleParser(raw).then((mail) => {
            const { mailFrom, rcptTo } = session.envelope;
            received.push({ to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '', mail, raw: raw.toString('utf8') });
            done();
          });
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    const lines = new Set<Socket>();
    server.server.on('connection', (line: Socket) => void lines.add(line.once('close', () => lines.delete(line))));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new Mailbox(server, lines, received, (server.server.address() as AddressInfo).port);
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const line of this.lines) line.destroy();
    return closed;
  }
}

/** Asks again until the answer holds; the test's own patience is the limit. */
export async function until<T>(ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
