/** `time-shift-player`: registers `<time-shift-player>`. */
export { TimeShiftError } from './core/index.ts';
export type { TimeRange, TimeShiftErrorCode, UnixMs } from './core/index.ts';
export { authorizeFrom } from './network/authorize-from.ts';
export type { PlaybackMode } from './core/policy/playback-mode.ts';
export type { Authorize, LoadKind } from './network/fetcher.ts';
export { TimeShiftPlayer } from './ui/player/player.ts';
export type { GapSkipDetail, MarkChangeDetail, TimeShiftPlayerEventMap } from './ui/player/player-events.ts';
