import { systemClock, type Clock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import {
  completeAnswer,
  preflightAnswer,
  type Refusal,
  refusalAnswer,
  setDate,
  textAnswer,
  timelineFailure,
} from './answers.ts';
import type { Knobs } from './knobs.ts';
import { route, type Target } from './route.ts';
import { RpcService } from './rpc/rpc-service.ts';
import { SegmentCache } from './serve-segment.ts';
import { serveStream } from './serve-stream.ts';
import { Stream } from './stream.ts';
import { Streams } from './streams.ts';

/**
 * Knobs given here apply to every stream, unless its name sets them. Those that make a multivariant playlist are left out:
 * each variant is a stream itself, and would have variants again.
 */
export interface OriginOptions extends Partial<Omit<Knobs, 'variants' | 'audio' | 'subtitles' | 'hevc'>> {
  /** The host's clock, for all times and all waits of the origin; default `systemClock`. */
  readonly clock?: Clock | undefined;
}

export interface Origin {
  /** Answers a request; `null` for a path that the origin does not handle. A dropped connection is `Response.error()`. */
  handle(request: Request): Promise<Response> | null;

  /** Stops the encoder of a stream, or lets it publish anew; the stream by its full name, with its variants. */
  setEncoder(streamName: string, command: EncoderCommand): Refusal | null;

  /** What is needed to sign a URL of the origin; `null` if the URL needs no signature. */
  signing(url: URL): Signing | null;
}

export type EncoderCommand = 'start' | 'stop';

export interface Signing {
  readonly key: string;
  /** For how long signatures are to be valid. */
  readonly validForMs: number;
  /** The server's clock, which decides when a signature expires. */
  readonly now: () => UnixMs;
}

const CACHE_BYTES = 32 * 2 ** 20;

/**
 * Simulates cameras on an ApsaraVideo Live domain that have been live for 15 days: `/live/{stream}.m3u8` with every
 * kind of time-shift request, segments, and `/openapi/timeline/query`. The service's API is at `/openapi-rpc/`.
 *
 * The streams are `camera`, `studio` (no holes), `night`, `hall` (recorded on command) and `gate` (signed). Knobs in
 * the name of a stream change how it behaves, for instance `/live/camera~latency=200.m3u8`.
 */
export function createOrigin({ clock = systemClock, ...defaults }: OriginOptions = {}): Origin {
  const streams = new Streams(defaults, clock);
  const parts = { streams, cache: new SegmentCache(CACHE_BYTES), service: new RpcService(streams, clock) };
  return {
    handle(request) {
      const url = new URL(request.url);
      const target = route(url);
      if (!target) return null;
      return respond({ url, target, request }, parts).then((answer) => setDate(answer, clock.now()));
    },

    setEncoder: (streamName, command) => streams.setEncoder(streamName, command),

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

interface RoutedRequest {
  readonly url: URL;
  readonly target: Target;
  readonly request: Request;
}

interface Parts {
  readonly streams: Streams;
  readonly cache: SegmentCache;
  readonly service: RpcService;
}

async function respond(routed: RoutedRequest, parts: Parts): Promise<Response> {
  const { method } = routed.request;
  const isReadable = !isWithoutCors(routed.target, parts.streams);
  if (method === 'OPTIONS') return isReadable ? preflightAnswer() : new Response(null, { status: 204 });
  const isHead = method === 'HEAD';
  const answer =
    isHead || method === 'GET'
      ? await respondToGet(routed, parts)
      : textAnswer(405, 'Only GET and HEAD are allowed here.');
  return completeAnswer(answer, { isHead, isReadable });
}

function isWithoutCors(target: Target, streams: Streams): boolean {
  if (!('streamName' in target) || target.streamName === null) return false;
  const stream = streams.open(target.streamName);
  return stream instanceof Stream && stream.knobs.withoutCors.includes(target.kind);
}

async function respondToGet(
  { url, target, request }: RoutedRequest,
  { streams, cache, service }: Parts,
): Promise<Response> {
  if (target.kind === 'nothing') return textAnswer(404, `There is nothing at ${url.pathname}.`);
  if (target.kind === 'call') return service.answer(url);
  if (target.streamName === null) return timelineFailure(4001, 'stream occurs 0 times; give it once.');
  const stream = streams.open(target.streamName);
  if (stream instanceof Stream) return serveStream(stream, { url, target, signal: request.signal }, cache);
  const isUnknown = stream.status === 404 && target.kind === 'timeline';
  return isUnknown ? timelineFailure(4002, stream.sentence) : refusalAnswer(stream);
}
