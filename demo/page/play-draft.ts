import type { UnixMs } from '../../src/core/index.ts';
import type { TimeShiftPlayer } from '../../src/index.ts';
import type { CheckedDraft, TimeField } from './check-draft.ts';
import { demoSigner } from './demo-signer.ts';
import { DEFAULT_DRAFT, type Draft } from './draft.ts';

/** Plays a draft. The player starts over, even if nothing has changed. */
export async function playDraft(
  player: TimeShiftPlayer,
  draft: Draft,
  { times, request, encoding, problems }: CheckedDraft,
): Promise<void> {
  // A time that cannot be read becomes an invalid Date, so that the player's own error message is shown as well.
  const date = (field: TimeField, at: number | undefined) =>
    times[field].kind === 'empty' ? null : new Date(at ?? NaN);
  player.src = '';
  await player.updateComplete;
  Object.assign(player, {
    src: draft.src.trim(),
    app: draft.app,
    stream: draft.stream,
    start: date('start', request.start),
    end: date('end', request.end),
    vodEnd: date('vod-end', request.vodEnd),
    offset: request.offsetMs === undefined ? null : request.offsetMs / 1000,
    timeFormat: encoding.format,
    timeUnit: encoding.unit,
    timeZone: encoding.zone,
    displayZone: problems['display-zone'] === undefined ? draft['display-zone'] : '',
    retention: problems.retention === undefined ? Number(draft.retention) : Number(DEFAULT_DRAFT.retention),
    gaps: draft.gaps,
    strategy: draft.strategy,
    catchUp: draft['catch-up'],
    authorize: demoSigner(draft.src, document.baseURI),
  } satisfies Partial<Record<keyof TimeShiftPlayer, unknown>>);
}

/** Seeks to an instant in a hole, as soon as the player knows the hole. */
export function seekIntoHole(player: TimeShiftPlayer, at: UnixMs, signal: AbortSignal): void {
  const seek = () => {
    if (!isInHole(player, at)) return;
    player.removeEventListener('recordedchange', seek);
    // The player shows its errors itself.
    player.seekTo(new Date(at)).catch(() => undefined);
  };
  player.addEventListener('recordedchange', seek, { signal });
}

const isInHole = ({ recorded }: TimeShiftPlayer, at: UnixMs): boolean =>
  recorded.some(({ end }) => end <= at) &&
  recorded.some(({ start }) => start > at) &&
  !recorded.some(({ start, end }) => start <= at && at < end);
