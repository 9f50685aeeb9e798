import { verifyAuthKey } from '../../src/server/cdn-auth.ts';
import { htmlAnswer, setDate } from './answers.ts';
import { damageAnswer } from './damage-answer.ts';
import type { Target } from './route.ts';
import { servePlaylist } from './serve-playlist.ts';
import { serveSegment, type SegmentCache } from './serve-segment.ts';
import { serveTimeline } from './serve-timeline.ts';
import type { Stream } from './stream.ts';

export type StreamTarget = Extract<Target, { kind: 'playlist' | 'segment' | 'timeline' }>;

export interface StreamRequest {
  readonly url: URL;
  readonly target: StreamTarget;
  readonly signal: AbortSignal;
}

/** Answers a request for one stream, with the latency and the faults that its knobs set. */
export async function serveStream(
  stream: Stream,
  { url, target, signal }: StreamRequest,
  cache: SegmentCache,
): Promise<Response> {
  const { latencyMs } = stream.knobs;
  if (latencyMs > 0) await stream.clock.delay(latencyMs, signal);
  const rightAnswer = (): Response => refuseUnsigned(stream, url) ?? serveContent(stream, url, target, cache);
  const damage = stream.damageFor(target.kind, url);
  const answer = damage ? await damageAnswer(damage, rightAnswer) : rightAnswer();
  // The server has a single clock: clients that read the `Date` header find the same skew there.
  return setDate(answer, stream.now());
}

function refuseUnsigned(stream: Stream, url: URL): Response | undefined {
  const { authKey: key } = stream.knobs;
  if (key === undefined) return undefined;
  const verdict = verifyAuthKey({
    path: url.pathname,
    authKey: url.searchParams.get('auth_key'),
    key,
    now: stream.now(),
  });
  return verdict === 'valid' ? undefined : htmlAnswer(403, '403 Forbidden');
}

function serveContent(stream: Stream, url: URL, target: StreamTarget, cache: SegmentCache): Response {
  switch (target.kind) {
    case 'playlist':
      return servePlaylist(stream, url, target);
    case 'segment':
      return serveSegment(stream, target.startMs, cache);
    case 'timeline':
      return serveTimeline(stream, url.searchParams);
  }
}
