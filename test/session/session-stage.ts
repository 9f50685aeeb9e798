import { DEFAULT_ENCODING } from '../../src/core/index.ts';
import { TimeShiftSession } from '../../src/session/session.ts';
import type { SessionEventMap } from '../../src/session/session-store.ts';
import type { StreamSource } from '../../src/network/stream-source.ts';
import { DAY_MS, expectRightClock, stillPicture, until } from '../ui/stage.ts';

export interface StagedSource extends Partial<StreamSource> {
  readonly src: string;
  /** Default true. */
  readonly autoplay?: boolean;
  readonly Hls?: TimeShiftSession['Hls'];
  readonly authorize?: TimeShiftSession['authorize'];
}

/** Behaviour that does not depend on how the playlists are made is tried in both ways. */
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

/** A session on a muted `<video>` on the page, which plays a source; it goes with {@link clearSessions}. */
export function stageSession({ autoplay = true, Hls, authorize, ...source }: StagedSource): TimeShiftSession {
  const session = emptySession();
  session.Hls = Hls;
  session.authorize = authorize;
  session.load(sourceOf(source), autoplay);
  return session;
}

export function emptySession(): TimeShiftSession {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.width = 320;
  document.body.append(video);
  const session = new TimeShiftSession(video);
  staged.push(session);
  return session;
}

export function clearSessions(): void {
  for (const session of staged.splice(0)) {
    session.destroy();
    session.video.remove();
  }
}

/** Whether the picture that was last asked for is there. */
export const hasLanded = (session: TimeShiftSession): boolean =>
  session.currentInstant !== null && session.snapshot.seekingTo === null;

/** Until the picture that was last asked for is there; a failure fails the test. */
export async function untilLanded(session: TimeShiftSession): Promise<void> {
  await until(() => hasLanded(session) || session.snapshot.error);
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

/** How far the clock in the picture is from what the session says. */
export async function pictureError(session: TimeShiftSession): Promise<number> {
  return (await stillPicture(session.video)) - (session.currentInstant ?? NaN);
}

/** The picture is that of the instant that the session says, once what was last asked for is there. */
export async function expectRightPicture(session: TimeShiftSession, soundMs?: number): Promise<void> {
  // A seek by the test before that would be taken for where playback is to begin.
  await until(() => hasLanded(session));
  expectRightClock(await stillPicture(session.video), session.currentInstant ?? NaN, soundMs);
}
