/** Takes HOST and PORT, or says in a sentence why not. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createServer, type AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import { CannotStart, causeOf, codeOf } from './cannot-start.js';

type Place = Pick<Config, 'HOST' | 'PORT'>;

export function sayListenError(error: unknown, { HOST, PORT }: Place): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${PORT} is taken by another program. Stop that one, or set PORT to another number.`;
    case 'EACCES':
      return `Port ${PORT} is not open to this user (those below 1024 seldom are). Set PORT to a higher number.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `HOST (${HOST}) is no address of this machine. Set it to one that is, or to 0.0.0.0 for all of them.`;
    default:
      return `Cannot listen on ${HOST}, port ${PORT}: ${causeOf(error)}. Set HOST or PORT to another.`;
  }
}

/**
 * Before anything is written to a new database: would `listen` be allowed?
 * @throws CannotStart
 */
export async function refuseTakenPort(place: Place): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(new CannotStart(sayListenError(error, place))));
    probe.listen({ port: place.PORT, host: place.HOST, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/**
 * Answers the port, which the system chooses when PORT is 0.
 * @throws CannotStart
 */
export async function listen(app: NestFastifyApplication, place: Place): Promise<number> {
  try {
    await app.listen({ port: place.PORT, host: place.HOST });
  } catch (error) {
    throw new CannotStart(sayListenError(error, place));
  }
  return (app.getHttpServer().address() as AddressInfo).port;
}
