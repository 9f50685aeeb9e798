/** `time-shift-player/elements`: registers the parts of the player, to be used by themselves. */
export { TimeShiftDatePicker } from './ui/date-picker.ts';
export { TimeShiftLiveButton } from './ui/live-button.ts';
export { TimeShiftPlayButton } from './ui/play-button.ts';
export { TimeShiftTimeline } from './ui/timeline.ts';
