import { htmlAnswer, timelineFailure } from './answers.ts';
import { systemClock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import type { Damage, RetryAfter } from './faults.ts';

/**
 * The answer that the client gets when a fault hits its request.
 *
 * @param rightAnswer makes the answer that the client would get without the fault
 * @param now the server's time
 */
export async function damageAnswer(
  damage: Damage,
  rightAnswer: () => Response,
  now: UnixMs = systemClock.now(),
): Promise<Response> {
  switch (damage.type) {
    case 'status':
      return withRetryAfter(htmlAnswer(damage.status, `${damage.status} Fault`), damage.retryAfter, now);
    case 'retcode':
      return timelineFailure(damage.retCode);
    case 'html':
      return htmlAnswer(200, 'Please log in to the network');
    case 'empty':
      return withBody(rightAnswer(), null);
    case 'truncated':
      return truncate(rightAnswer());
    case 'garbled':
      return garble(rightAnswer());
    case 'drop':
      // This is how the Fetch standard says that there was no answer at all. node-listener.ts destroys the socket.
      return Response.error();
    case 'nocontent':
    case 'nullcontent':
    case 'nocurrent':
      return changeTimeline(rightAnswer(), damage.type);
  }
}

function withRetryAfter(answer: Response, retryAfter: RetryAfter | undefined, now: UnixMs): Response {
  if (!retryAfter) return answer;
  const { seconds, isDate } = retryAfter;
  const value = isDate ? new Date(now + seconds * 1000).toUTCString() : String(seconds);
  answer.headers.set('Retry-After', value);
  // Otherwise pages of other origins could not read it.
  answer.headers.set('Access-Control-Expose-Headers', 'Retry-After, Date');
  return answer;
}

async function truncate(answer: Response): Promise<Response> {
  const bytes = await answer.arrayBuffer();
  // The cut must fall neither at the end of a line nor at the end of a transport packet.
  return withBody(answer, bytes.slice(0, Math.floor(bytes.byteLength / 2) + 1));
}

const TS_PACKET_BYTES = 188;

/** Keeps the length and the sync bytes of the transport packets, so that only a demuxer or decoder notices. */
async function garble(answer: Response): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return withBody(answer, bytes.map((byte, i) => (i % TS_PACKET_BYTES === 0 ? byte : (i * 7) & 0xff)).buffer);
}

async function changeTimeline(
  answer: Response,
  how: 'nocontent' | 'nullcontent' | 'nocurrent',
): Promise<Response> {
  const { content, ...rest } = (await answer.json()) as { content?: { current?: number } };
  const timeline = { ...content };
  delete timeline.current;
  const changed = { nocontent: {}, nullcontent: { content: null }, nocurrent: { content: timeline } }[how];
  return withBody(answer, JSON.stringify({ ...rest, ...changed }));
}

function withBody({ status, headers }: Response, body: string | ArrayBuffer | null): Response {
  const changed = new Headers(headers);
  changed.delete('Content-Length');
  changed.set('Cache-Control', 'no-store');
  return new Response(body, { status, headers: changed });
}
