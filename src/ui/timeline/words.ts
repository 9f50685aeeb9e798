/** All that the timeline says beside dates and times. */
export const WORDS = {
  label: 'Seek',
  live: 'Live',
  isLive: 'live',
  isHole: 'not recorded',
  nothing: 'Nothing recorded',
  nothingContinues: 'Nothing recorded · continues',
  notPlaying: 'Nothing is playing',
} as const;
