import type { TimeFormat, TimeUnit, TimeZoneHours } from '../../core/index.ts';
import type { StreamSource } from '../../network/stream-source.ts';

const DAY_MS = 86_400_000;

/** The player's properties that say what to play. Dates may be invalid; the session reports those. */
export interface SourceProperties {
  readonly src: string;
  readonly timelineSrc: string;
  readonly app: string;
  readonly stream: string;
  readonly start: Date | null;
  readonly end: Date | null;
  readonly vodEnd: Date | null;
  /** Seconds behind live. */
  readonly offset: number | null;
  readonly timeFormat: TimeFormat;
  readonly timeUnit: TimeUnit;
  readonly timeZone: TimeZoneHours;
  /** Days. */
  readonly retention: number;
  readonly strategy: 'windowed' | 'direct';
  readonly gaps: 'skip' | 'stop';
  readonly catchUp: 'on' | 'off';
}

/** The names of these properties. The player loads its source again when any of them changes. */
export const SOURCE_PROPERTIES: readonly (keyof SourceProperties)[] = [
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
];

/** What these properties say. */
export function sourceOf(player: SourceProperties): StreamSource {
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
