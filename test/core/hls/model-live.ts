import type { UnixMs } from '../../../src/core/time/time-range.ts';

/** What an encoder produces from one start to the next. */
export interface Session {
  /** How long the encoder was away before. */
  readonly outageMs: number;
  /** How far its clock was set forward meanwhile; negative if it was set back. */
  readonly clockStepMs: number;
  readonly durationsMs: readonly number[];
}

export interface LiveHabits {
  readonly hasDates: boolean;
  /** Whether the first segment of a session is marked with `EXT-X-DISCONTINUITY`. */
  readonly hasTags: boolean;
  /** The number of segments in the live playlist. */
  readonly size: number;
  /** Whether the live playlist keeps segments from before the encoder restarted. */
  readonly keepsOld: boolean;
  /** How long after its end a segment appears in the live playlist. */
  readonly delayMs: number;
}

/** A segment as an encoder has produced it. */
export interface LiveSegment {
  readonly path: string;
  /** When the encoder finished it. */
  readonly endedAt: UnixMs;
  /** When it began, on the clock of the encoder. */
  readonly date: UnixMs;
  readonly durationMs: number;
  readonly session: number;
  readonly isFirst: boolean;
}

export const LIVE_SERVER = 'https://live.example/app/';

/** A model of a live stream whose encoder restarts now and then. */
export class ModelLive {
  readonly segments: readonly LiveSegment[];

  constructor(
    start: UnixMs,
    sessions: readonly Session[],
    readonly habits: LiveHabits,
  ) {
    const segments: LiveSegment[] = [];
    let [at, clockMs] = [start, 0];
    for (const [session, { outageMs, clockStepMs, durationsMs }] of sessions.entries()) {
      at += outageMs;
      clockMs += clockStepMs;
      for (const [index, durationMs] of durationsMs.entries()) {
        const path = `${session}/${index}.ts`;
        const [date, endedAt] = [at + clockMs, at + durationMs];
        segments.push({ path, date, endedAt, durationMs, session, isFirst: index === 0 });
        at = endedAt;
      }
    }
    this.segments = segments;
  }

  /** The segments in the live playlist at an instant. */
  segmentsAt(now: UnixMs): readonly LiveSegment[] {
    const { keepsOld, size, delayMs } = this.habits;
    const finished = this.segments.filter(({ endedAt }) => endedAt + delayMs <= now);
    const current = finished.at(-1)?.session;
    return finished.filter(({ session }) => keepsOld || session === current).slice(-size);
  }

  playlistAt(now: UnixMs): string {
    const { hasDates, hasTags } = this.habits;
    const lines = this.segmentsAt(now).flatMap(({ path, date, durationMs, isFirst }) => [
      ...(hasTags && isFirst ? ['#EXT-X-DISCONTINUITY'] : []),
      ...(hasDates ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(date).toISOString()}`] : []),
      `#EXTINF:${durationMs / 1000},`,
      `${path}?auth_key=${now}`,
    ]);
    return ['#EXTM3U', '#EXT-X-TARGETDURATION:10', ...lines, ''].join('\n');
  }
}
