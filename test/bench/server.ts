import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOrigin, type Origin } from '../../demo/origin/index.ts';
import { nodeListener } from '../../demo/origin/node-listener.ts';
import type { PageFiles } from './page-files.ts';
import { PLAIN, pictureName, type BenchStream } from './streams.ts';

export interface BenchServer {
  readonly address: string;
  /** Makes the segments of a range of time before a player asks for them, so that none has to wait for that. */
  prepare(from: number, lengthMs: number, stream?: BenchStream): Promise<void>;
  close(): Promise<void>;
}

const DAYS = 15;

/** Serves the pages and the stream on one origin. Each answer is delayed by the latency. */
export async function startServer(files: PageFiles, port: number, latencyMs: number): Promise<BenchServer> {
  const origin = createOrigin({ days: DAYS });
  const serveOrigin = nodeListener(origin);
  const server = createServer((request, response) => {
    if (serveOrigin(request, response)) return;
    void sleep(latencyMs).then(() => sendFile(files, request.url ?? '/', response));
  });
  // Node closes idle connections after 5 s by default, and a player that paused would have to connect anew.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    address: `http://127.0.0.1:${port}`,
    prepare: (from, lengthMs, stream = PLAIN) => prepare(origin, stream, from, lengthMs),
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

async function prepare(origin: Origin, stream: BenchStream, from: number, lengthMs: number): Promise<void> {
  const { segmentMs } = stream;
  const first = Math.floor(from / segmentMs) * segmentMs;
  for (let startMs = first; startMs < from + lengthMs; startMs += segmentMs) {
    await origin.handle(new Request(`http://localhost/live/${pictureName(stream)}/${startMs}.ts`));
  }
}
