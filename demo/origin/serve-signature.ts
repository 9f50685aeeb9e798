import { signPath } from '../../src/server/cdn-auth.ts';
import { jsonAnswer, refusalAnswer, textAnswer } from './answer.ts';
import { Refusal } from './refusal.ts';
import { route } from './route.ts';
import type { Streams } from './streams.ts';

/**
 * What a page's own server would do for the page's `authorize` callback: signs a path of the origin. `path` is the
 * path to sign, and for the timeline its query too, which says whose key it is; `kind` is as in `authorize`.
 */
export function serveSignature({ searchParams }: URL, streams: Streams): Response {
  const path = searchParams.get('path') ?? '';
  const kind = searchParams.get('kind');
  const url = URL.canParse(path, 'http://origin') ? new URL(path, 'http://origin') : undefined;
  const target = url && route(url);
  if (!url || !target || !('streamName' in target) || target.streamName === null || target.kind !== kind) {
    return textAnswer(
      400,
      'Give path=, of a playlist, segment or timeline, and kind=playlist|segment|timeline.',
    );
  }
  const stream = streams.open(target.streamName);
  if (stream instanceof Refusal) return refusalAnswer(stream);
  const { authKey, authTtlMs } = stream.knobs;
  if (authKey === undefined) return textAnswer(404, 'This stream is open: it needs no signature.');
  const expiresAt = stream.now() + authTtlMs;
  return jsonAnswer({ auth_key: signPath({ path: url.pathname, expiresAt, key: authKey }) });
}
