/** `time-shift-player`: registers `<time-shift-player>`. */
export { TimeShiftError } from './core/index.ts';
export type { TimeRange, TimeShiftErrorCode, UnixMs } from './core/index.ts';
export { authorizeFrom } from './playback/authorize-from.ts';
export type { PlaybackMode } from './playback/playback-mode.ts';
export type { Authorize, LoadKind } from './playback/stream-fetch.ts';
export { TimeShiftPlayer } from './ui/player.ts';
export type { GapSkipDetail, MarkChangeDetail, TimeShiftPlayerEventMap } from './ui/player-events.ts';
