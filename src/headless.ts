/** `time-shift-player/core`: the protocol, for Node, workers and browsers; and the session, for browsers. */
export * from './core/index.ts';
export { TimeShiftSession } from './playback/session.ts';
export { authorizeFrom } from './playback/authorize-from.ts';
export type { PlaybackMode } from './playback/playback-mode.ts';
export type { SessionEventMap, SessionSnapshot } from './playback/session-snapshot.ts';
export type { Authorize, LoadKind } from './playback/stream-fetch.ts';
export type { StreamSource } from './playback/stream-source.ts';
