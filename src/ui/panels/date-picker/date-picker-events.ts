import type { TimeShiftTimelineEventMap } from '../../timeline/timeline-events.ts';

/** What `<time-shift-date-picker>` tells. Both bubble, and leave the shadow trees that they are in. */
export interface TimeShiftDatePickerEventMap extends Pick<TimeShiftTimelineEventMap, 'seek-request'> {
  'close-request': CustomEvent<null>;
}
