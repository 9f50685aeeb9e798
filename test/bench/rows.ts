export interface RowShape {
  readonly title: string;
  readonly unit: string;
  /** What a cell shows of its samples: the median and the 90th percentile unless given. */
  readonly shows?: 'longest' | 'total';
}

/** What is measured, in the order of the table. */
export const ROWS = {
  buffer: { title: 'seek inside the buffer', unit: 'ms' },
  list: { title: 'seek inside the list, not buffered', unit: 'ms' },
  far: { title: 'far seek, nothing warmed', unit: 'ms' },
  firstFar: { title: 'far seek, the first one in a page', unit: 'ms' },
  warmed: { title: 'far seek after 200 ms of pointing', unit: 'ms' },
  farSeen: { title: 'far seek, in a screencast', unit: 'ms' },
  farBlank: { title: 'without picture during a far seek', unit: 'ms', shows: 'longest' },
  listBlank: { title: 'without picture during a seek inside the list', unit: 'ms', shows: 'longest' },
  clock: { title: 'clock said less clock in the picture (0-40: the same frame)', unit: 'ms' },
  slowFar: { title: 'far seek on a slow network', unit: 'ms' },
  firstLive: { title: 'first frame from an empty page, live', unit: 'ms' },
  firstAt: { title: 'first frame from an empty page, at an instant', unit: 'ms' },
  sourceOpens: { title: '`sourceopen` over the far seeks in a row', unit: '' },
  heap: { title: 'more heap after them', unit: 'KB' },
  buffers: { title: 'more in array buffers after them', unit: 'KB' },
  cpuRest: { title: 'processor time, controls at rest', unit: 'ms/s' },
  cpuPointer: { title: 'processor time, pointer moving over the controls', unit: 'ms/s' },
  seamStalls: { title: 'stalls over 10 window seams and 3 holes', unit: '', shows: 'total' },
  seamWaits: { title: '`waiting` over them', unit: '', shows: 'total' },
  seamDropped: { title: 'frames dropped over them', unit: '', shows: 'total' },
  seamSkipped: { title: 'frames skipped over them', unit: '', shows: 'total' },
  seamLeftOut: { title: 'frames left out or shown twice over them', unit: '', shows: 'total' },
  quietFrames: { title: 'frames of a quiet minute', unit: '' },
  quietDropped: { title: 'frames dropped of them', unit: '' },
  quietStalls: { title: 'stalls in it', unit: '' },
  soakPlayed: { title: 'soak at 2×: media played', unit: 'min' },
  soakClock: { title: 'soak: clock off, each 30 s', unit: 'frames', shows: 'longest' },
  soakClockEnd: { title: 'soak: clock off at the end', unit: 'frames' },
  soakOpens: { title: 'soak: `sourceopen`', unit: '' },
  soakErrors: { title: 'soak: errors', unit: '' },
  soakWarnings: { title: 'soak: warnings', unit: '' },
  soakHoles: { title: 'soak: holes crossed', unit: '' },
  soakGapskips: { title: 'soak: `gapskip`', unit: '' },
  soakHeap: { title: 'soak: heap', unit: 'KB', shows: 'longest' },
  soakHeapGrowth: { title: 'soak: more heap at the end than at a third', unit: 'KB' },
  soakBuffersGrowth: { title: 'soak: more in array buffers at the end than at a third', unit: 'KB' },
  soakFrames: { title: 'soak: frames', unit: '' },
  soakDropped: { title: 'soak: frames dropped of them', unit: '' },
  soakStalls: { title: 'soak: all stalls', unit: 'ms', shows: 'total' },
  soakWaits: { title: 'soak: `waiting`', unit: '' },
  code: { title: 'code that a page loads to play, gzip', unit: 'KB' },
} as const satisfies Record<string, RowShape>;

export type Row = keyof typeof ROWS;
