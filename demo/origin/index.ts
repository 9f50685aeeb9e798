import { systemClock, type Clock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { dated, refusalAnswer, textAnswer } from './answer.ts';
import { crossOrigin, preflightAnswer } from './cross-origin.ts';
import type { Knobs } from './knobs.ts';
import { Refusal } from './refusal.ts';
import { RpcService } from './rpc/rpc-service.ts';
import { route, type Target } from './route.ts';
import { SegmentCache } from './segment-cache.ts';
import { serveStream } from './serve-stream.ts';
import { Stream } from './stream.ts';
import { Streams } from './streams.ts';
import { timelineFailure } from './timeline-failure.ts';

/**
 * Knobs given here hold for every stream whose name does not turn them. Not so `variants`: each of these is a stream
 * itself, and would have variants again.
 */
export interface OriginOptions extends Partial<Omit<Knobs, 'variants'>> {
  /** The host's clock, for all times and all waits of the origin; default `systemClock`. */
  readonly clock?: Clock | undefined;
}

export interface Origin {
  /** The answer; `null` for a path that is not the origin's. A dropped connection is `Response.error()`. */
  handle(request: Request): Promise<Response> | null;

  /** What the owner of the domain knows of the stream that a URL is of; `null` where that needs no signature. */
  signing(url: URL): Signing | null;
}

export interface Signing {
  readonly key: string;
  /** How long signatures are to be valid. */
  readonly validForMs: number;
  /** The clock that they are valid by. */
  readonly now: () => UnixMs;
}

const CACHE_BYTES = 32 * 2 ** 20;

/**
 * Simulated cameras on a simulated ApsaraVideo Live domain, live for 15 days and still running: `/live/{stream}.m3u8`
 * with every kind of time-shift request, segments, and `/openapi/timeline/query`. Streams are `camera`, `studio` (no
 * holes), `night`, `hall` (recorded on command) and `gate` (signed); knobs in the name change how one behaves, for
 * instance `/live/camera~latency=200.m3u8`. At `/openapi-rpc/` is the API of the service.
 */
export function createOrigin({ clock = systemClock, ...defaults }: OriginOptions = {}): Origin {
  const streams = new Streams(defaults, clock);
  const parts = { streams, cache: new SegmentCache(CACHE_BYTES), service: new RpcService(streams, clock) };
  return {
    handle(request) {
      const url = new URL(request.url);
      const target = route(url);
      if (!target) return null;
      if (request.method === 'OPTIONS') return Promise.resolve(dated(preflightAnswer(), clock.now()));
      const answer = isReading(request)
        ? respond({ url, target, signal: request.signal }, parts)
        : Promise.resolve(textAnswer(405, 'Only GET and HEAD are allowed here.'));
      return answer.then((response) => crossOrigin(dated(response, clock.now()), request.method === 'HEAD'));
    },

    signing(url) {
      const target = route(url);
      const name = target && 'streamName' in target ? target.streamName : null;
      const stream = name === null ? null : streams.open(name);
      if (!(stream instanceof Stream) || stream.knobs.authKey === undefined) return null;
      const { authKey: key, authTtlMs: validForMs } = stream.knobs;
      return { key, validForMs, now: () => stream.now() };
    },
  };
}

const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

interface RoutedRequest {
  readonly url: URL;
  readonly target: Target;
  readonly signal: AbortSignal;
}

interface Parts {
  readonly streams: Streams;
  readonly cache: SegmentCache;
  readonly service: RpcService;
}

async function respond(
  { url, target, signal }: RoutedRequest,
  { streams, cache, service }: Parts,
): Promise<Response> {
  if (target.kind === 'nothing') return textAnswer(404, `There is nothing at ${url.pathname}.`);
  if (target.kind === 'call') return service.answer(url);
  if (target.streamName === null) return timelineFailure(4001, 'stream is there 0 times; give it once.');
  const stream = streams.open(target.streamName);
  if (!(stream instanceof Refusal)) return serveStream(stream, { url, target, signal }, cache);
  const isUnknown = stream.status === 404 && target.kind === 'timeline';
  return isUnknown ? timelineFailure(4002, stream.sentence) : refusalAnswer(stream);
}
