import { TimeShiftError, type RecordedRanges, type TimeRange, type UnixMs } from '../core/index.ts';
import { importOnDemand } from '../network/import-on-demand.ts';
import type { StreamContext } from './stream-context.ts';
import type { TimelineClient } from './timeline-client.ts';

export interface TimelineControllerHost {
  readonly context: StreamContext;
  readonly isHalted: () => boolean;
  readonly onRecorded: (recorded: RecordedRanges) => void;
  /** Timeline queries keep failing. */
  readonly onOutage: () => void;
}

/**
 * Asks the server what is recorded and what time it has, from `start` on. The stream controller owns one for the
 * stream that it plays. The code that asks is loaded on demand, since the first picture needs the network first.
 */
export class TimelineController {
  /** Null until its code is loaded. */
  #client: TimelineClient | null = null;
  /** What the viewer sees of the timeline. */
  #visible: TimeRange | null = null;
  /** The server has not been asked yet what time it is. */
  isClockPending = true;
  #isDestroyed = false;

  constructor(private readonly host: TimelineControllerHost) {}

  /** The time of the server; until that is known, the time of the viewer's clock. */
  get serverNow(): UnixMs {
    return this.#client?.serverNow ?? this.host.context.clock.now();
  }

  get isClockSet(): boolean {
    return this.#client?.isClockSet === true;
  }

  /** Resolves when the server has been asked for the first time, whatever came of it. */
  async start(): Promise<void> {
    await this.#ask();
    this.isClockPending = false;
  }

  show(visible: TimeRange): void {
    this.#visible = visible;
    this.#client?.show(visible);
  }

  /** Asks at once, where that is due. */
  wake(): void {
    if (this.#client) this.#client.wake();
    else void this.#ask();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#client?.destroy();
  }

  async #ask(): Promise<void> {
    const { context, isHalted, onRecorded, onOutage } = this.host;
    const warn = (error: TimeShiftError): void => context.store.emit('warning', { error });
    try {
      const { startTimeline } = await importOnDemand(import('./start-timeline.ts'));
      if (this.#isDestroyed) return;
      this.#client ??= startTimeline({
        ...context,
        isHalted,
        onRecorded,
        onOutage: (error) => {
          warn(error);
          onOutage();
        },
      });
      if (this.#visible) this.#client.show(this.#visible);
      await this.#client.firstAnswer;
    } catch (error) {
      if (error instanceof TimeShiftError) warn(error);
    }
  }
}
