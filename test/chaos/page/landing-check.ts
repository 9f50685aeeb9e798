import { clampTo, contains, LIVE_EDGE_MS, type TimeRange, type UnixMs } from '../../../src/core/index.ts';
import type { RecordingModel } from './recording-model.ts';

/** What was known when a seek was asked for. */
export interface SeekContext {
  /** Null for live. */
  readonly target: UnixMs | null;
  readonly direction: 'forward' | 'backward';
  /** Where the session says that seeks may go. */
  readonly bounds: TimeRange;
  /** What the session has in its playlist. */
  readonly seekable: readonly TimeRange[];
  /** The service's time. */
  readonly serverNow: UnixMs;
  /** Whether the session knows that time. */
  readonly isClockRight: boolean;
  /** Whether the session may go live at all. */
  readonly hasLive: boolean;
  /** Whether the past is read in windows. */
  readonly isWindowed: boolean;
}

/** Where and when a seek has landed. */
export interface Landing {
  readonly at: UnixMs;
  /** The service's time. */
  readonly serverNow: UnixMs;
  /** Whether a fault may have cut off the live playlist. */
  readonly isLiveCut: boolean;
  /** By how much the session says that its times may be wrong. */
  readonly accuracyMs: number;
  /** Whether segments were lost since the seek was asked for. */
  readonly hasLostSegments: boolean;
}

/** How far a landing may be from where it should be: rounding, and the duration of a frame. */
const TOLERANCE = { earlyMs: 22, lateMs: 62 };
/** How much is left to see after a seek to the newest that there is. */
const LEFT_TO_SEE_MS = 2000;
/** How far before a hole a backward seek lands. */
const BEFORE_HOLE_MS = 2000;
/** The session knows the service's time to about a second. */
const CLOCK_MS = 1500;
/** What is younger than this may not be listed yet; a seek to it may land at the live edge. */
const YOUNG_MS = 60_000;
/** The service may refuse the window in which its oldest segment is, and then the next window is shown. */
const OLDEST_MS = 11 * 60_000;
/** hls.js passes over segments that cannot be loaded, as far as the window reaches. */
const WINDOW_MS = 11 * 60_000;
/** Windows begin up to two steps of 10 s after the start of the retention, which moves on while they are asked for. */
export const RETENTION_EDGE_MS = 20_000;

/** What is wrong with where a seek has landed, in a sentence, or null. */
export function checkLanding(landing: Landing, context: SeekContext, model: RecordingModel): string | null {
  const landed = landing.at;
  if (!Number.isFinite(landed)) return `it resolves with ${landed}`;
  const allowed = allowedLandings(landing, context, model);
  const { earlyMs, lateMs } = TOLERANCE;
  const slackMs = Math.max(model.clockErrorMs, landing.accuracyMs);
  const isAllowed = allowed.some(
    ({ start, end }) => landed >= start - earlyMs - slackMs && landed <= end + lateMs + slackMs,
  );
  if (isAllowed) return null;
  const asked = context.target ?? landing.serverNow;
  const ranges = allowed.map(({ start, end }) => `${start - asked}…${end - asked}`).join(' or ');
  return `it lands ${landed - asked} ms from where it was to go; allowed: ${ranges}`;
}

function allowedLandings(landing: Landing, context: SeekContext, model: RecordingModel): TimeRange[] {
  const { target, bounds, seekable, hasLive } = context;
  const live = model.liveRange(context.serverNow, landing.serverNow, landing.isLiveCut);
  // Without dates, only the clock tells what time it is at live.
  const isTold = context.isClockRight || model.knobs.pdt !== 'none';
  if (target === null) return [isTold ? live : { start: -Infinity, end: Infinity }];
  // With a wrong clock, a session may take any instant for one that is not there.
  if (!context.isClockRight) return [{ start: -Infinity, end: Infinity }];
  const asked = clampTo(bounds, target);
  // At the newest end of what is listed, something is left to see.
  const leftMs = asked > context.serverNow - LIVE_EDGE_MS ? LEFT_TO_SEE_MS : 0;
  // Such a playlist slides on from when it is requested first, also while the computer sleeps before it is read.
  const slides = !context.isWindowed && model.knobs.start === 'sliding';
  const slidMs = slides ? landing.serverNow - context.serverNow : 0;
  const exact = { start: asked - leftMs, end: asked };
  const isLoaded = seekable.some((range) => contains(range, asked)) && model.isRecorded(asked);
  if (isLoaded && !landing.hasLostSegments) return [exact];
  const allowed: TimeRange[] = isLoaded ? [exact] : [];
  const isListed = asked < model.listedUntil(context.serverNow);
  const isYoung = context.serverNow - asked < YOUNG_MS;
  // Beyond the live edge there is nothing else, whatever the source is bounded to.
  if (isYoung || (hasLive && asked > context.serverNow - LIVE_EDGE_MS - CLOCK_MS)) allowed.push(live);
  allowed.push(...afterOldest(asked, context, model));
  if (landing.hasLostSegments) allowed.push({ start: asked, end: asked + WINDOW_MS });
  if (model.isRecorded(asked) && (isListed || isYoung)) {
    const { start, end } = nearEdge(asked, bounds, model);
    allowed.push({ start, end: end + slidMs });
  }
  if (!model.isRecorded(asked)) allowed.push(...besideHole(asked, context, model));
  return allowed;
}

/** The edges of what may be sought move with the clock that the session has. */
function nearEdge(asked: UnixMs, bounds: TimeRange, model: RecordingModel): TimeRange {
  const isAtEdge = asked - bounds.start < CLOCK_MS || bounds.end - asked < CLOCK_MS;
  const marginMs = isAtEdge ? CLOCK_MS + 2 * model.knobs.segmentMs : 0;
  return { start: asked - marginMs, end: asked + marginMs };
}

/** What is about to be lost may not be loaded any more. Then the first instant is shown that can be. */
function afterOldest(asked: UnixMs, context: SeekContext, model: RecordingModel): TimeRange[] {
  const { bounds, serverNow, hasLive, isWindowed } = context;
  const keptSince = model.keptSince(serverNow);
  const ranges: TimeRange[] = [];
  if (asked < keptSince + (isWindowed ? OLDEST_MS : CLOCK_MS)) {
    const start = Math.max(asked, keptSince) - CLOCK_MS;
    ranges.push({ start, end: model.nextRecorded(keptSince + OLDEST_MS) });
  }
  const edge = bounds.start + RETENTION_EDGE_MS;
  if (isWindowed && hasLive && asked < edge) {
    ranges.push({ start: asked, end: model.nextRecorded(edge) + model.knobs.segmentMs });
  }
  return ranges;
}

function besideHole(asked: UnixMs, { bounds, direction }: SeekContext, model: RecordingModel): TimeRange[] {
  const after = model.nextRecorded(asked);
  const before = model.previousRecorded(asked);
  const beforeHole = {
    start: Math.max(before - BEFORE_HOLE_MS - 1000, bounds.start - CLOCK_MS),
    end: before,
  };
  // The timeline is in whole seconds, so the start of the segment after the hole may lie up to one second later.
  const afterHole = { start: after, end: after + 1000 };
  if (after >= bounds.end) return [beforeHole, afterHole];
  return direction === 'backward' ? [beforeHole, afterHole] : [afterHole];
}
