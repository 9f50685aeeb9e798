import type { StreamSource } from '../../network/stream-source.ts';
import type { TimeShiftPlayer } from './player.ts';

const DAY_MS = 86_400_000;

/** The player's properties that say what to play: a change of any begins anew. */
export const SOURCE_PROPERTIES = [
  'src',
  'timelineSrc',
  'app',
  'stream',
  'start',
  'end',
  'vodEnd',
  'offset',
  'timeFormat',
  'timeUnit',
  'timeZone',
  'retention',
  'strategy',
  'gaps',
  'catchUp',
] as const;

/** What these properties say. */
export function sourceOf(player: Pick<TimeShiftPlayer, (typeof SOURCE_PROPERTIES)[number]>): StreamSource {
  const { src, timelineSrc, app, stream, offset, gaps, catchUp, strategy } = player;
  return {
    src,
    timelineSrc: orUndefined(timelineSrc),
    app: orUndefined(app),
    stream: orUndefined(stream),
    gaps,
    catchUp,
    strategy,
    request: {
      start: player.start?.getTime(),
      end: player.end?.getTime(),
      vodEnd: player.vodEnd?.getTime(),
      offsetMs: offset === null ? undefined : offset * 1000,
    },
    encoding: { format: player.timeFormat, unit: player.timeUnit, zone: player.timeZone },
    retentionMs: player.retention * DAY_MS,
  };
}

const orUndefined = (text: string): string | undefined => (text === '' ? undefined : text);
