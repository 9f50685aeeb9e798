import type { TimeRange, UnixMs } from '../../src/core/index.ts';

const SEGMENT_MS = 10_000;

/** What the service answers instead of the right answer. */
export type TimelineFault =
  | '404'
  | '503'
  | 'html'
  | 'empty'
  | 'truncated'
  | 'retcode5001'
  | 'nocontent'
  | 'nullcontent'
  | 'nocurrent';

/**
 * A timeline service in the page: while it is installed, it answers all requests of the page. It has recorded segments
 * of 10 s since the epoch, except in holes.
 */
export class TimelineService {
  holes: readonly TimeRange[] = [];
  /** The faults of the next requests, in order; null for none. */
  faults: (TimelineFault | null)[] = [];
  /** The fault of all other requests. */
  lastingFault: TimelineFault | null = null;
  /** How old the answer about a range is: it comes from a cache, or from a server whose clock is behind. */
  lateMs: (asked: TimeRange) => number = () => 0;
  #held: Promise<void> | null = null;
  #release: () => void = () => undefined;
  readonly #fetch = window.fetch.bind(window);

  /** @param now the service's own time */
  constructor(private readonly now: () => UnixMs) {}

  install(): void {
    window.fetch = async (input) => {
      const answer = this.#answer(new URL(input as URL));
      await this.#held;
      return answer;
    };
  }

  uninstall(): void {
    window.fetch = this.#fetch;
  }

  get isHeld(): boolean {
    return this.#held !== null;
  }

  /** Holds all answers back until {@link release}. */
  hold(): void {
    this.#held = new Promise((resolve) => (this.#release = resolve));
  }

  release(): void {
    this.#held = null;
    this.#release();
  }

  #answer({ searchParams }: URL): Response {
    const read = (name: string): UnixMs => Number(searchParams.get(name)) * 1000;
    const fault = this.faults.shift() ?? this.lastingFault;
    if (fault === '404' || fault === '503') return new Response(fault, { status: Number(fault) });
    return new Response(
      this.#body({ start: read('lhs_start_unix_s_0'), end: read('lhs_end_unix_s_0') }, fault),
    );
  }

  #body(asked: TimeRange, fault: Exclude<TimelineFault, '404' | '503'> | null): string {
    const now = this.now() - this.lateMs(asked);
    const current = Math.floor(now / 1000);
    const timeline = this.#segments(asked, now).map(({ start, end }) => ({
      start: start / 1000,
      end: end / 1000,
    }));
    const text = JSON.stringify({ retCode: 0, description: 'success', content: { current, timeline } });
    switch (fault) {
      case null:
        return text;
      case 'html':
        return '<!DOCTYPE html><p>Please log in';
      case 'empty':
        return '';
      case 'truncated':
        return text.slice(0, text.length / 2);
      case 'retcode5001':
        return JSON.stringify({ retCode: 5001, description: 'database error' });
      case 'nocontent':
        return JSON.stringify({ retCode: 0, description: 'success' });
      case 'nullcontent':
        return JSON.stringify({ retCode: 0, description: 'success', content: null });
      case 'nocurrent':
        return JSON.stringify({ retCode: 0, content: { timeline } });
    }
  }

  #segments(asked: TimeRange, now: UnixMs): TimeRange[] {
    const segments: TimeRange[] = [];
    const end = Math.min(asked.end, now - SEGMENT_MS);
    for (let start = Math.floor(asked.start / SEGMENT_MS) * SEGMENT_MS; start < end; start += SEGMENT_MS) {
      const segment = { start, end: start + SEGMENT_MS };
      if (!this.holes.some((hole) => segment.start < hole.end && segment.end > hole.start))
        segments.push(segment);
    }
    return segments;
  }
}
