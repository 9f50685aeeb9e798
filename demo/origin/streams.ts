import type { Clock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { DEFAULT_KNOBS, type Knobs } from './knobs.ts';
import { parseStreamName } from './parse-stream-name.ts';
import { notFound, Refusal } from './refusal.ts';
import { Stream } from './stream.ts';

interface Base {
  readonly channel: number;
  readonly knobs: Partial<Knobs>;
}

const BASES: ReadonlyMap<string, Base> = new Map<string, Base>([
  ['camera', { channel: 1, knobs: {} }],
  ['studio', { channel: 2, knobs: { holes: [] } }],
  ['night', { channel: 3, knobs: {} }],
  ['hall', { channel: 4, knobs: { holes: [], record: 'command' } }],
  ['gate', { channel: 5, knobs: { authKey: 'gate-key' } }],
]);

/** All streams that were asked for, each made when its full name comes up for the first time. */
export class Streams {
  private readonly streams = new Map<string, Stream>();
  private readonly originMadeAt: UnixMs;

  constructor(
    private readonly defaults: Partial<Knobs>,
    private readonly clock: Clock,
  ) {
    this.originMadeAt = clock.now();
  }

  /** 404 for a stream that does not exist, 400 for knobs that do not. */
  open(name: string): Stream | Refusal {
    const opened = this.streams.get(name) ?? this.make(name);
    if (opened instanceof Stream) this.streams.set(name, opened);
    return opened;
  }

  /** Those that somebody publishes now, by their names without knobs. */
  online(): readonly { readonly name: string; readonly publishedAt: UnixMs }[] {
    return [...BASES.keys()].flatMap((name) => {
      const stream = this.open(name);
      const isOnline = stream instanceof Stream && stream.isOnline(stream.now());
      return isOnline ? [{ name, publishedAt: stream.publishedAt }] : [];
    });
  }

  private make(name: string): Stream | Refusal {
    const parsed = parseStreamName(name);
    if (parsed instanceof Refusal) return parsed;
    const base = BASES.get(parsed.base);
    if (!base) {
      return notFound(`There is no stream "${parsed.base}". There are ${[...BASES.keys()].join(', ')}.`);
    }
    const knobs = { ...DEFAULT_KNOBS, ...base.knobs, ...this.defaults, ...parsed.knobs };
    return new Stream({ channel: base.channel, knobs, clock: this.clock, originMadeAt: this.originMadeAt });
  }
}
