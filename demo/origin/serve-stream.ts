import { verifyAuthKey } from '../../src/server/cdn-auth.ts';
import { htmlAnswer, setDate, textAnswer } from './answers.ts';
import { damageAnswer } from './damage-answer.ts';
import type { FaultKind } from './faults.ts';
import type { Target } from './route.ts';
import { segmentStart } from './segment-names.ts';
import { redirectPlaylist, refuseEnded } from './segment-token.ts';
import { servePlaylist } from './serve-playlist.ts';
import { serveKey } from './segment-keys.ts';
import { serveMap, serveSegment, type SegmentCache } from './serve-segment.ts';
import { serveTimeline } from './serve-timeline.ts';
import type { Stream } from './stream.ts';

export type StreamTarget = Extract<Target, { kind: 'playlist' | 'segment' | 'key' | 'map' | 'timeline' }>;

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
  const rightAnswer = (): Response =>
    refuseUnsigned(stream, url, target) ??
    refuseEnded(stream, url, target) ??
    redirectPlaylist(stream, url, target) ??
    serveContent(stream, url, target, cache);
  const damage = stream.damageFor(faultKinds(target, url), url);
  const answer = damage ? await damageAnswer(damage, rightAnswer, stream.now()) : rightAnswer();
  // The server has a single clock: clients that read the `Date` header find the same skew there.
  return setDate(answer, stream.now());
}

function faultKinds({ kind }: StreamTarget, url: URL): FaultKind[] {
  if (kind !== 'playlist') return [kind];
  const isShifted = [...url.searchParams.keys()].some((name) => name.startsWith('lhs_'));
  return [kind, isShifted ? 'shifted' : 'live'];
}

function refuseUnsigned(stream: Stream, url: URL, target: StreamTarget): Response | undefined {
  const { authKey: key } = stream.knobs;
  // A playlist that is redirected has been checked before.
  if (key === undefined || (target.kind === 'playlist' && target.token !== null)) return undefined;
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
      return serveNamedSegment(stream, target, cache);
    case 'key':
      return serveKey(stream, target.number);
    case 'map':
      return serveMap(stream, target.startMs);
    case 'timeline':
      return serveTimeline(stream, url);
  }
}

function serveNamedSegment(
  stream: Stream,
  { name }: Extract<StreamTarget, { kind: 'segment' }>,
  cache: SegmentCache,
): Response {
  const startMs = segmentStart(stream.knobs.names, stream.grid, name, stream.now());
  if (startMs === undefined) return textAnswer(404, 'No segment of this stream has that name.');
  return serveSegment(stream, startMs, cache);
}
