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

/** Converts the properties into what the session loads. */
export function toStreamSource(properties: SourceProperties): StreamSource {
  const { src, timelineSrc, app, stream, start, end, vodEnd, offset } = properties;
  const { timeFormat, timeUnit, timeZone, retention, strategy, gaps, catchUp } = properties;
  return {
    src,
    timelineSrc: orUndefined(timelineSrc),
    app: orUndefined(app),
    stream: orUndefined(stream),
    gaps,
    catchUp,
    strategy,
    request: {
      start: start?.getTime(),
      end: end?.getTime(),
      vodEnd: vodEnd?.getTime(),
      offsetMs: offset === null ? undefined : offset * 1000,
    },
    encoding: { format: timeFormat, unit: timeUnit, zone: timeZone },
    retentionMs: retention * DAY_MS,
  };
}

const orUndefined = (text: string): string | undefined => (text === '' ? undefined : text);
