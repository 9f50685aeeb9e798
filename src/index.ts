/** `time-shift-player`: registers the elements. */
export { TimeShiftError } from './core/index.ts';
export type { TimeRange, TimeShiftErrorCode, UnixMs } from './core/index.ts';
export type { PlaybackMode } from './playback/playback-mode.ts';
export type { Authorize, LoadKind } from './playback/stream-fetch.ts';
export { TimeShiftLiveButton } from './ui/live-button.ts';
export { TimeShiftPlayButton } from './ui/play-button.ts';
export { TimeShiftPlayer } from './ui/player.ts';
export type { GapSkipDetail, TimeShiftPlayerEventMap } from './ui/player-events.ts';
export { TimeShiftTimeline } from './ui/timeline.ts';
