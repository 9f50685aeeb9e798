/** `time-shift-player/elements`: registers the parts of the player, to be used by themselves. */
export { TimeShiftDatePicker } from './ui/panels/date-picker.ts';
export { TimeShiftLiveButton } from './ui/controls/live-button.ts';
export { TimeShiftPlayButton } from './ui/controls/play-button.ts';
export { TimeShiftTimeline } from './ui/timeline/timeline.ts';
