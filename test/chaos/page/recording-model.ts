import { Refusal } from '../../../demo/origin/answers.ts';
import { DEFAULT_KNOBS, type Knobs } from '../../../demo/origin/knobs.ts';
import { SegmentGrid } from '../../../demo/origin/segment-grid.ts';
import { parseStreamName } from '../../../demo/origin/stream-name.ts';
import type { TimeRange, UnixMs } from '../../../src/core/index.ts';

const DAY_MS = 86_400_000;
/** Live playback begins two segments before the end of a playlist that is a segment behind. */
const LIVE_SEGMENTS = 4;
const LIVE_SLACK_MS = 6000;
const ENCODER_ROUNDING_MS = 3000;

/** What the service has recorded of a stream: the truth that a session is held against. */
export class RecordingModel {
  readonly knobs: Knobs;
  readonly #grid: SegmentGrid;

  constructor(stream: string) {
    const parsed = parseStreamName(stream);
    if (parsed instanceof Refusal) throw new RangeError(parsed.sentence);
    this.knobs = { ...DEFAULT_KNOBS, ...parsed.knobs };
    const { segmentMs, holes, restarts } = this.knobs;
    this.#grid = new SegmentGrid(segmentMs, holes === 'default' ? [] : holes, restarts);
  }

  /** By how much the session may be wrong about the instant of a picture, beyond a frame. */
  get clockErrorMs(): number {
    const { pdt, segmentMs, encoderMs } = this.knobs;
    if (pdt === 'none') return 1.5 * segmentMs + 1000;
    // How far the encoder's clock is off is measured to a segment, and rounded.
    return encoderMs === 0 ? 0 : segmentMs + ENCODER_ROUNDING_MS;
  }

  /** Whether a segment holds the instant; it may be one that is still to come. */
  isRecorded(at: UnixMs): boolean {
    return this.nextRecorded(at) === at;
  }

  /** The instant, or the start of the next segment. */
  nextRecorded(at: UnixMs): UnixMs {
    return Math.max(this.#grid.startOf(this.#grid.numberAt(at)), at);
  }

  /** The instant, or the end of the segment before. */
  previousRecorded(at: UnixMs): UnixMs {
    return this.isRecorded(at) ? at : this.#grid.endOf(this.#grid.numberAt(at) - 1);
  }

  /** Up to when segments are listed. */
  listedUntil(now: UnixMs): UnixMs {
    return this.previousRecorded(this.#grid.startOf(this.#grid.numberAt(now - this.knobs.delayMs)));
  }

  keptSince(now: UnixMs): UnixMs {
    return now - this.knobs.days * DAY_MS;
  }

  /** Whether the encoder is away, or was within the last milliseconds. */
  isAway(now: UnixMs, withinMs = 0): boolean {
    const { holes, segmentMs, delayMs } = this.knobs;
    if (holes === 'default') return false;
    return holes.some(
      ({ start, end }) => start - segmentMs <= now && now < end + 2 * segmentMs + delayMs + withinMs,
    );
  }

  /**
   * Where a seek to live may land.
   *
   * @param isCut whether the live playlist may be cut off: then its end is not known to the session
   */
  liveRange(askedAt: UnixMs, landedAt: UnixMs, isCut: boolean): TimeRange {
    const { edgeSegments, segmentMs } = this.knobs;
    const behindMs = (isCut ? edgeSegments : LIVE_SEGMENTS) * segmentMs + LIVE_SLACK_MS;
    const latest = Math.min(this.listedUntil(askedAt), askedAt);
    return { start: latest - behindMs, end: landedAt };
  }
}
