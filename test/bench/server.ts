import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOrigin, type Origin } from '../../demo/origin/index.ts';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import type { PageFiles } from './page-files.ts';

export interface BenchServer {
  readonly address: string;
  /** Name of the stream that answers with the latency. */
  readonly stream: string;
  /** Makes the segments of a time once, so that no player waits for it. */
  prepare(from: number, lengthMs: number): Promise<void>;
  close(): Promise<void>;
}

const SEGMENT_MS = 4000;
const DAYS = 15;

/** Pages and the stream on one origin; each answer waits for the latency. */
export async function startServer(files: PageFiles, port: number, latencyMs: number): Promise<BenchServer> {
  const origin = createOrigin({ days: DAYS });
  const serveOrigin = nodeListener(origin);
  const server = createServer((request, response) => {
    if (serveOrigin(request, response)) return;
    void sleep(latencyMs).then(() => sendFile(files, request.url ?? '/', response));
  });
  // No player shall have to connect anew because it waited.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${port}`,
    stream: `studio~latency=${latencyMs}`,
    prepare: (from, lengthMs) => prepare(origin, from, lengthMs),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendFile(files: PageFiles, url: string, response: ServerResponse): void {
  const found = files.find(new URL(url, 'http://localhost').pathname);
  if (!found) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': `${found.type}; charset=utf-8`,
    'Cache-Control': 'no-store',
    ...(found.gzipped ? { 'Content-Encoding': 'gzip' } : {}),
  });
  response.end(found.gzipped ?? found.text);
}

/** The latency is part of a stream's name, its segments are not: so they are the same as those without. */
async function prepare(origin: Origin, from: number, lengthMs: number): Promise<void> {
  const first = Math.floor(from / SEGMENT_MS) * SEGMENT_MS;
  for (let startMs = first; startMs < from + lengthMs; startMs += SEGMENT_MS) {
    await origin.handle(new Request(`http://localhost/live/studio/${startMs}.ts`));
  }
}
