import { verifyAuthKey } from '../../src/server/cdn-auth.ts';
import { dated, htmlAnswer } from './answer.ts';
import { damageAnswer } from './damage-answer.ts';
import type { Target } from './route.ts';
import type { SegmentCache } from './segment-cache.ts';
import { servePlaylist } from './serve-playlist.ts';
import { serveSegment } from './serve-segment.ts';
import { serveTimeline } from './serve-timeline.ts';
import type { Stream } from './stream.ts';
import { urlWithoutSignature } from './url-without-signature.ts';

export type StreamTarget = Extract<Target, { kind: 'playlist' | 'segment' | 'timeline' }>;

export interface StreamRequest {
  readonly url: URL;
  readonly target: StreamTarget;
  readonly signal: AbortSignal;
}

/** Answers for one stream, with the latency and the faults that its knobs ask for. */
export async function serveStream(
  stream: Stream,
  { url, target, signal }: StreamRequest,
  cache: SegmentCache,
): Promise<Response> {
  const { latencyMs, faults } = stream.knobs;
  if (latencyMs > 0) await stream.clock.delay(latencyMs, signal);
  const answer = (): Response => forbidden(stream, url) ?? content(stream, url, target, cache);
  const damage = stream.faults.strike(faults, target.kind, urlWithoutSignature(url));
  const answered = damage ? await damageAnswer(damage, answer) : answer();
  // The server's clock is one, also where a client reads it from the header.
  return dated(answered, stream.now());
}

function forbidden(stream: Stream, url: URL): Response | undefined {
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

function content(stream: Stream, url: URL, target: StreamTarget, cache: SegmentCache): Response {
  switch (target.kind) {
    case 'playlist':
      return servePlaylist(stream, url, target);
    case 'segment':
      return serveSegment(stream, target.startMs, cache);
    case 'timeline':
      return serveTimeline(stream, url.searchParams);
  }
}
