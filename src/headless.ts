/** `time-shift-player/core`: the protocol, for Node, workers and browsers; and the session, for browsers. */
export * from './core/index.ts';
export { TimeShiftSession } from './session/session.ts';
export { authorizeFrom } from './network/authorize-from.ts';
export type { SeekState, SeekTarget, SessionEventMap, SessionSnapshot } from './session/session-store.ts';
export type { Thumbnail } from './session/session.ts';
export type { Authorize, LoadKind } from './network/fetcher.ts';
export type { StreamSource } from './network/stream-source.ts';
