/** What Prometheus may read: the process's own figures, and how long requests took. Names routes, never addresses or people. */
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MemoryFigures, PageMemory } from '../../site/cache/page-memory.js';

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'How long requests took, by method, route pattern and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [metrics],
});

/** Counts every answer; what matches no route counts as one, because strangers may ask for any address. */
export function observeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    durations.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    done();
  });
}

/** Of every instance in this process: one, but for tests. */
const memories = new Set<PageMemory>();

function sum(figure: (figures: MemoryFigures) => number): number {
  return [...memories].reduce((total, { figures }) => total + figure(figures), 0);
}

/** Answers from memory pass no route, so that they are counted here alone and not among the durations. Read when somebody asks. */
function counted(name: string, help: string, figure: (figures: MemoryFigures) => number): void {
  new Counter({ name, help, registers: [metrics], collect() { this.reset(); this.inc(sum(figure)); } });
}

function measured(name: string, help: string, figure: (figures: MemoryFigures) => number): void {
  new Gauge({ name, help, registers: [metrics], collect() { this.set(sum(figure)); } });
}

counted('page_memory_hits_total', 'Pages answered whole from memory.', ({ hits }) => hits);
counted('page_memory_unchanged_total', 'Pages answered from memory with 304, because the client had them.', ({ unchanged }) => unchanged);
counted('page_memory_misses_total', 'Pages that could have been in memory and had to be made.', ({ misses }) => misses);
counted('page_memory_dropped_total', 'Pages taken out of memory because something they show changed, or because news of it were cut off.', ({ dropped }) => dropped);
measured('page_memory_entries', 'Pages in memory.', ({ entries }) => entries);
measured('page_memory_bytes', 'Bytes that pages in memory take, in all their packings.', ({ bytes }) => bytes);
measured('page_memory_listening', '1 while news of changes come in, so that memory may be used; else 0.', ({ listening }) => Number(listening));

export function observeMemory(fastify: FastifyInstance, memory: PageMemory): void {
  memories.add(memory);
  fastify.addHook('onClose', async () => void memories.delete(memory));
}
