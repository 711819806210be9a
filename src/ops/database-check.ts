/** Looks at a PostgreSQL before anything is done with it, and says in a sentence why it will not do. Never prints a password. */
import { userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart, causeOf, codeOf, messageOf } from './cannot-start.js';

const OLDEST = 150_000;
const EXTENSIONS = ['pg_trgm', 'unaccent'];
const STARTING_UP = '57P03';

export interface Target {
  host: string;
  user: string;
  database: string;
}

/** @throws CannotStart when `text` cannot be read as an address */
export function targetOf(text: string): Target {
  try {
    // An address of a socket (…@/database?host=/run/postgresql) has no host where URLs want one.
    const url = new URL(text.replace('@/', '@localhost/'));
    const user = decodeURIComponent(url.username) || url.searchParams.get('user') || userInfo().username;
    return {
      host: url.searchParams.get('host') ?? `${url.hostname || 'localhost'}:${url.port || '5432'}`,
      user,
      database: decodeURIComponent(url.pathname.slice(1)) || user,
    };
  } catch {
    throw new CannotStart('DATABASE_URL cannot be read as an address. Write it as postgres://user:password@host:5432/database, with special characters in the password percent-encoded.');
  }
}

/** Why a connection to `target` failed, and the mend. */
export function sayConnectionError(error: unknown, { host, user, database }: Target): string {
  // Several addresses of one name were tried; they fail alike, and the first will do.
  if (error instanceof AggregateError && error.errors.length > 0) return sayConnectionError(error.errors[0], { host, user, database });
  const message = messageOf(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `Nothing answers at ${host}, where DATABASE_URL says PostgreSQL is. Start PostgreSQL there, or mend the host and port in DATABASE_URL.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL (${host}) is not known. Mend its name in DATABASE_URL.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `PostgreSQL at ${host} cannot be reached. Mend the host and port in DATABASE_URL, or the network or firewall between.`;
    case 'EACCES':
    case 'EPERM':
      return `This user may not connect to ${host}. Mend DATABASE_URL or the rights of the socket.`;
    case '28P01':
      return `PostgreSQL at ${host} refuses the password of user ${user}. Mend user and password in DATABASE_URL.`;
    case '28000':
      return `PostgreSQL at ${host} does not let user ${user} in (${message}). Mend the user in DATABASE_URL, or the server's pg_hba.conf.`;
    case '3D000':
      return `PostgreSQL at ${host} has no database ${database}. Create it (createdb ${database}), or mend the name in DATABASE_URL.`;
    case '42501':
      return `User ${user} may not connect to the database ${database} at ${host}. Grant it (GRANT CONNECT ON DATABASE "${database}" TO "${user}"), or mend DATABASE_URL.`;
    case '53300':
      return `PostgreSQL at ${host} has no connection left to give. Raise its max_connections, or close other connections.`;
    case STARTING_UP:
      return `PostgreSQL at ${host} is starting up or shutting down. Start again when it is ready.`;
  }
  if (/client password must be a string|no password/i.test(message)) return `PostgreSQL at ${host} asks for a password of user ${user}, and DATABASE_URL has none. Add it (postgres://user:password@…).`;
  if (/does not support SSL/i.test(message)) return `PostgreSQL at ${host} does not offer encrypted connections. Remove sslmode from DATABASE_URL, or switch ssl on in the server.`;
  if (/certificate|self.signed/i.test(message)) return `The certificate of PostgreSQL at ${host} is not trusted (${message}). Mend the certificate, or name its authority with sslrootcert in DATABASE_URL.`;
  if (/timeout/i.test(message)) return `PostgreSQL at ${host} does not answer. Mend the host and port in DATABASE_URL, or the network or firewall between.`;
  if (/terminated unexpectedly|ECONNRESET|Invalid response|unknown message code/i.test(message) || codeOf(error) === 'ECONNRESET') return `What answers at ${host} does not speak PostgreSQL's language, or hangs up. Mend the host and port in DATABASE_URL.`;
  return `PostgreSQL at ${host} cannot be used: ${causeOf(error)}. Mend DATABASE_URL or the server.`;
}

/**
 * Reaches the server, and asks its age, encoding and the rights that migrations need.
 * @throws CannotStart
 */
export async function checkDatabase(text: string): Promise<void> {
  const target = targetOf(text);
  const client = await reach(text, target);
  try {
    await ask(client, target);
  } catch (error) {
    throw error instanceof CannotStart ? error : new CannotStart(sayConnectionError(error, target));
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function reach(text: string, target: Target): Promise<pg.Client> {
  for (const until = Date.now() + 30_000; ; await pause(500)) {
    const client = make(text, target);
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (codeOf(error) !== STARTING_UP || Date.now() > until) throw new CannotStart(sayConnectionError(error, target));
    }
  }
}

function make(text: string, target: Target): pg.Client {
  try {
    return new pg.Client({ connectionString: text, connectionTimeoutMillis: 8000, application_name: 'claimline' });
  } catch (error) {
    throw new CannotStart(sayConnectionError(error, target));
  }
}

/** What a server tells of itself and of the user's rights. */
export interface Answers {
  version: number;
  version_name: string;
  encoding: string;
  read_only: boolean;
  schema_missing: boolean;
  may_create: boolean;
}

/** Why this server or database will not do, and the mend; nothing when it will. */
export function sayUnfit(found: Answers, { host, user, database }: Target): string | undefined {
  if (found.version < OLDEST) return `PostgreSQL at ${host} is version ${found.version_name}, and Claimline needs 15 or later. Upgrade it, or name another server in DATABASE_URL.`;
  if (found.encoding !== 'UTF8') {
    return `The database ${database} at ${host} has the encoding ${found.encoding}, and Claimline needs UTF8. Create one (createdb -E UTF8 -T template0 …) and name it in DATABASE_URL.`;
  }
  if (found.read_only) return `PostgreSQL at ${host} only lets itself be read (a standby, perhaps). Name the primary server in DATABASE_URL.`;
  if (found.schema_missing) return `The database ${database} at ${host} has no schema public. Create it (CREATE SCHEMA public).`;
  if (!found.may_create) return `User ${user} may not create tables in ${database} at ${host}. Grant it (GRANT CREATE ON SCHEMA public TO "${user}"), or make ${user} the owner of the database.`;
  return undefined;
}

async function ask(client: pg.Client, target: Target): Promise<void> {
  const { rows } = await client.query<Answers>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS version_name,
            pg_encoding_to_char((SELECT encoding FROM pg_database WHERE datname = current_database())) AS encoding,
            current_setting('transaction_read_only')::boolean AS read_only,
            to_regnamespace('public') IS NULL AS schema_missing,
            coalesce(has_schema_privilege(to_regnamespace('public'), 'CREATE'), false) AS may_create`,
  );
  const unfit = sayUnfit(rows[0]!, target);
  if (unfit) throw new CannotStart(unfit);
  for (const extension of EXTENSIONS) await askExtension(client, extension, target);
}

async function askExtension(client: pg.Client, extension: string, { host, user, database }: Target): Promise<void> {
  const { rows } = await client.query<{ installed_in: string | null; available: boolean; may_install: boolean }>(
    `SELECT (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1) AS installed_in,
            EXISTS (SELECT FROM pg_available_extensions WHERE name = $1) AS available,
            (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
              OR (has_database_privilege(current_database(), 'CREATE') AND EXISTS (SELECT FROM pg_available_extension_versions WHERE name = $1 AND trusted)) AS may_install`,
    [extension],
  );
  const found = rows[0]!;
  if (found.installed_in === 'public') return;
  if (found.installed_in !== null) throw new CannotStart(`The extension ${extension} of ${database} at ${host} lies in the schema ${found.installed_in}. Move it (ALTER EXTENSION ${extension} SET SCHEMA public).`);
  if (!found.available) throw new CannotStart(`PostgreSQL at ${host} lacks the extension ${extension}. Install its contrib package (postgresql-contrib, on many systems).`);
  if (!found.may_install) {
    throw new CannotStart(`User ${user} may not add the extension ${extension} to ${database} at ${host}. Grant it (GRANT CREATE ON DATABASE "${database}" TO "${user}"), or let a superuser run CREATE EXTENSION ${extension}.`);
  }
}
