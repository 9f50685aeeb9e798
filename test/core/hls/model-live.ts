import type { UnixMs } from '../../../src/core/time/time-range.ts';

/** What an encoder made from one start to the next. */
export interface Session {
  /** How long it was away before. */
  readonly outageMs: number;
  /** How far its clock went forward meanwhile; negative: back. */
  readonly clockStepMs: number;
  readonly durationsMs: readonly number[];
}

export interface LiveHabits {
  readonly hasDates: boolean;
  /** Whether the first segment of a session is marked with `EXT-X-DISCONTINUITY`. */
  readonly hasTags: boolean;
  /** How many segments the live playlist has. */
  readonly size: number;
  /** Whether it still has those from before the encoder began anew. */
  readonly keepsOld: boolean;
  /** How long after its end a segment is listed. */
  readonly delayMs: number;
}

/** A segment as an encoder made it. */
export interface Made {
  readonly path: string;
  /** When its last byte was made. */
  readonly madeAt: UnixMs;
  /** What its encoder takes for the time of its first. */
  readonly date: UnixMs;
  readonly durationMs: number;
  readonly session: number;
  readonly isFirst: boolean;
}

export const LIVE_SERVER = 'https://live.example/app/';

/** A live stream whose encoder restarts now and then. */
export class ModelLive {
  readonly segments: readonly Made[];

  constructor(
    start: UnixMs,
    sessions: readonly Session[],
    readonly habits: LiveHabits,
  ) {
    const segments: Made[] = [];
    let [at, clockMs] = [start, 0];
    for (const [session, { outageMs, clockStepMs, durationsMs }] of sessions.entries()) {
      at += outageMs;
      clockMs += clockStepMs;
      for (const [index, durationMs] of durationsMs.entries()) {
        const path = `${session}/${index}.ts`;
        const [date, madeAt] = [at + clockMs, at + durationMs];
        segments.push({ path, date, madeAt, durationMs, session, isFirst: index === 0 });
        at = madeAt;
      }
    }
    this.segments = segments;
  }

  /** What the live playlist has at an instant. */
  segmentsAt(now: UnixMs): readonly Made[] {
    const { keepsOld, size, delayMs } = this.habits;
    const made = this.segments.filter(({ madeAt }) => madeAt + delayMs <= now);
    const current = made.at(-1)?.session;
    return made.filter(({ session }) => keepsOld || session === current).slice(-size);
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
