import type { Clock } from '../../src/core/time/clock.ts';
import type { UnixMs } from '../../src/core/time/time-range.ts';
import { notFound, Refusal } from './answers.ts';
import { BASES } from './bases.ts';
import { DEFAULT_KNOBS, type Knobs } from './knobs.ts';
import { namesOf, renditionsOf } from './renditions.ts';
import { parseStreamName } from './stream-name.ts';
import { Stream } from './stream.ts';

/** All streams of the origin. Each full name gets a {@link Stream} of its own when it is first requested. */
export class Streams {
  private readonly streams = new Map<string, Stream>();
  private readonly originCreatedAt: UnixMs;

  /** @param defaults knobs of all streams, unless a name sets them */
  constructor(
    private readonly defaults: Partial<Knobs>,
    private readonly clock: Clock,
  ) {
    this.originCreatedAt = clock.now();
  }

  /** Opens a stream by its full name. The answer is 404 if there is no such stream, 400 for knobs that are wrong. */
  open(name: string): Stream | Refusal {
    const opened = this.streams.get(name) ?? this.create(name);
    if (opened instanceof Stream) this.streams.set(name, opened);
    return opened;
  }

  /** Stops the encoder of a stream and of its variants and renditions, or lets it publish anew. */
  setEncoder(name: string, command: 'start' | 'stop'): Refusal | null {
    const stream = this.open(name);
    if (stream instanceof Refusal) return stream;
    const renditions = renditionsOf(name, stream.knobs);
    for (const each of [name, ...(renditions ? namesOf(renditions) : [])]) {
      const opened = this.open(each);
      if (opened instanceof Refusal) continue;
      if (command === 'stop') opened.stopEncoder();
      else opened.startEncoder();
    }
    return null;
  }

  /** The streams that are published now, by their names without knobs. */
  online(): readonly { readonly name: string; readonly publishedAt: UnixMs }[] {
    return [...BASES.keys()].flatMap((name) => {
      const stream = this.open(name);
      const isOnline = stream instanceof Stream && stream.isOnline(stream.now());
      return isOnline ? [{ name, publishedAt: stream.publishedAt }] : [];
    });
  }

  private create(name: string): Stream | Refusal {
    const parsed = parseStreamName(name);
    if (parsed instanceof Refusal) return parsed;
    const base = BASES.get(parsed.base);
    if (!base) {
      return notFound(`There is no stream "${parsed.base}". There are ${[...BASES.keys()].join(', ')}.`);
    }
    const knobs = { ...DEFAULT_KNOBS, ...base.knobs, ...this.defaults, ...parsed.knobs };
    const { clock, originCreatedAt } = this;
    return new Stream({ channel: base.channel, knobs, clock, originCreatedAt });
  }
}
