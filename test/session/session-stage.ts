import { DEFAULT_ENCODING } from '../../src/core/index.ts';
import { systemClock, type Clock } from '../../src/core/time/clock.ts';
import { TimeShiftSession } from '../../src/session/session.ts';
import type { SessionEventMap } from '../../src/session/session-store.ts';
import type { StreamSource } from '../../src/network/stream-source.ts';
import { expectRightClock, stillPicture } from '../picture.ts';
import { DAY_MS } from '../time-units.ts';
import { until } from '../until.ts';

export interface StagedSource extends Partial<StreamSource> {
  readonly src: string;
  /** Default true. */
  readonly autoplay?: boolean;
  readonly Hls?: TimeShiftSession['Hls'];
  readonly authorize?: TimeShiftSession['authorize'];
  /** Default: the clock of the machine. */
  readonly clock?: Clock;
}

/** What does not depend on who writes the playlists is tested with both strategies. */
export const STRATEGIES = ['windowed', 'direct'] as const;

const staged: TimeShiftSession[] = [];

export const sourceOf = ({ src, ...source }: Partial<StreamSource> & { src: string }): StreamSource => ({
  src,
  request: {},
  encoding: DEFAULT_ENCODING,
  retentionMs: DAY_MS,
  strategy: 'direct',
  ...source,
});

/** Plays a source on a muted `<video>` in the page, until {@link clearSessions}. */
export function stageSession({
  autoplay = true,
  Hls,
  authorize,
  clock,
  ...source
}: StagedSource): TimeShiftSession {
  const session = emptySession(clock);
  session.Hls = Hls;
  session.authorize = authorize;
  session.load(sourceOf(source), autoplay);
  return session;
}

/** A session without a source, on a muted `<video>` in the page, until {@link clearSessions}. */
export function emptySession(clock: Clock = systemClock): TimeShiftSession {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.width = 320;
  document.body.append(video);
  const session = new TimeShiftSession(video, clock);
  staged.push(session);
  return session;
}

export function clearSessions(): void {
  for (const session of staged.splice(0)) {
    session.destroy();
    session.video.remove();
  }
}

/** Whether the picture of the newest seek is shown. */
export const hasLanded = (session: TimeShiftSession): boolean =>
  session.currentInstant !== null && session.snapshot.seekingTo === null;

/** Resolves when the picture of the newest seek is shown; rejects with the error of the session. */
export async function untilLanded(session: TimeShiftSession): Promise<void> {
  await until(() => hasLanded(session) || session.snapshot.error);
  if (session.snapshot.error) throw session.snapshot.error;
}

/** Resolves when the picture of an instant, or of a later one, is shown; rejects with the error of the session. */
export async function untilPlayed(session: TimeShiftSession, at: number): Promise<void> {
  await until(() => (session.currentInstant ?? -Infinity) >= at || session.snapshot.error);
  if (session.snapshot.error) throw session.snapshot.error;
}

export const nextEvent = <Type extends keyof SessionEventMap>(
  session: TimeShiftSession,
  type: Type,
): Promise<SessionEventMap[Type]['detail']> =>
  new Promise((resolve) =>
    session.addEventListener(type, ({ detail }) => resolve(detail as SessionEventMap[Type]['detail']), {
      once: true,
    }),
  );

/** How far the clock in the picture is ahead of what the session says, in milliseconds. */
export async function pictureError(session: TimeShiftSession): Promise<number> {
  return (await stillPicture(session.video)) - (session.currentInstant ?? NaN);
}

/** Pauses, and expects the picture to be that of the instant that the session says. */
export async function expectRightPicture(session: TimeShiftSession, audioOffsetMs?: number): Promise<void> {
  // Before the first picture, the seek of `stillPicture` would change where playback begins.
  await until(() => hasLanded(session));
  expectRightClock(await stillPicture(session.video), session.currentInstant ?? NaN, audioOffsetMs);
}

/**
 * The instant from which playback has come to the present picture without a jump of media time. It is valid if there
 * was no hole on the way.
 */
export function playedSince({ video, currentInstant }: TimeShiftSession): number {
  const { played, currentTime } = video;
  const startS = played.length > 0 ? played.start(played.length - 1) : NaN;
  return (currentInstant ?? NaN) - (currentTime - startS) * 1000;
}
