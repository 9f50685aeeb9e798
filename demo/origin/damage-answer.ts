import { htmlAnswer } from './answer.ts';
import type { Damage } from './fault.ts';
import { timelineFailure } from './timeline-failure.ts';

/** What the client gets when a fault strikes; `undamaged` is what it would have got. */
export async function damageAnswer(damage: Damage, undamaged: () => Response): Promise<Response> {
  switch (damage.type) {
    case 'status':
      return htmlAnswer(damage.status, `${damage.status} Fault`);
    case 'retcode':
      return timelineFailure(damage.retCode);
    case 'html':
      return htmlAnswer(200, 'Please log in to the network');
    case 'empty':
      return withBody(undamaged(), null);
    case 'truncated':
      return truncate(undamaged());
    case 'garbled':
      return garble(undamaged());
    case 'drop':
      // The standard's way to say that there was no answer at all; node-listener.ts destroys the socket.
      return Response.error();
    case 'nocontent':
    case 'nullcontent':
    case 'nocurrent':
      return changeTimeline(undamaged(), damage.type);
  }
}

async function truncate(answer: Response): Promise<Response> {
  const bytes = await answer.arrayBuffer();
  // Neither at the end of a line nor of a transport packet.
  return withBody(answer, bytes.slice(0, Math.floor(bytes.byteLength / 2) + 1));
}

const TS_PACKET_BYTES = 188;

/** Of the right length and with the sync bytes of transport packets, so that only a decoder finds out. */
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
