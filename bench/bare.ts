/** The reference: a bare Fastify that sends given bytes, and one that commits one row, in a process of its own. */
import Fastify from 'fastify';
import { readFileSync } from 'node:fs';
import pg from 'pg';

interface Route {
  path: string;
  type: string;
  encoding?: string;
  file: string;
}

const [routesFile, databaseUrl] = process.argv.slice(2);
const routes = JSON.parse(readFileSync(routesFile!, 'utf8')) as Route[];
const app = Fastify();
for (const { path, type, file, encoding } of routes) {
  const bytes = readFileSync(file);
  app.get(path, (_request, reply) => (encoding ? reply.header('content-encoding', encoding) : reply).type(type).send(bytes));
}
const pool = new pg.Pool({ connectionString: databaseUrl!, max: 10 });
await pool.query('CREATE TABLE IF NOT EXISTS bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text NOT NULL)');
app.post('/row', async (request, reply) => {
  await pool.query('INSERT INTO bench_row (words) VALUES ($1)', [JSON.stringify(request.body)]);
  return reply.code(201).send({ done: true });
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`ready: ${address}\n`);
process.once('SIGTERM', () => void app.close().then(() => pool.end()).then(() => process.exit(0)));
