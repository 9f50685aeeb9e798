export interface RowShape {
  readonly title: string;
  readonly unit: string;
  /** What a cell shows of its samples; by default the median and the 90th percentile. */
  readonly shows?: 'longest' | 'total';
  /** True where less is not better, so that the row says nothing about which of two commits is better. */
  readonly isNeutral?: boolean;
}

/** What is measured, in the order of the report. */
export const ROWS = {
  buffer: { title: 'seek inside the buffer', unit: 'ms' },
  playlist: { title: 'seek inside the playlist, not buffered', unit: 'ms' },
  far: { title: 'far seek, nothing warmed', unit: 'ms' },
  firstFar: { title: 'far seek, the first one in a page', unit: 'ms' },
  warmed: { title: 'far seek after pointing at it for 200 ms', unit: 'ms' },
  farScreencast: { title: 'far seek, in a screencast', unit: 'ms' },
  farBlank: { title: 'no picture during a far seek', unit: 'ms', shows: 'longest' },
  playlistBlank: { title: 'no picture during a seek inside the playlist', unit: 'ms', shows: 'longest' },
  clock: {
    title: 'reported time minus time in the picture (0-40 is the same frame)',
    unit: 'ms',
    isNeutral: true,
  },
  slowFar: { title: 'far seek on a slow network', unit: 'ms' },
  firstLive: { title: 'first frame from an empty page, live', unit: 'ms' },
  firstAt: { title: 'first frame from an empty page, at an instant', unit: 'ms' },
  sourceOpens: { title: '`sourceopen` events in the far seeks in a row', unit: '' },
  heap: { title: 'heap growth in them', unit: 'KB' },
  buffers: { title: 'growth of array buffers in them', unit: 'KB' },
  cpuRest: { title: 'processor time, controls at rest', unit: 'ms/s' },
  cpuPointer: { title: 'processor time, pointer moving over the controls', unit: 'ms/s' },
  seamStalls: { title: 'stalls at 10 window seams and 3 gaps', unit: '', shows: 'total' },
  seamWaits: { title: '`waiting` events at them', unit: '', shows: 'total' },
  seamDropped: { title: 'frames dropped at them', unit: '', shows: 'total' },
  seamSkipped: { title: 'frames skipped at them', unit: '', shows: 'total' },
  seamMissing: { title: 'frames missing or repeated at them', unit: '', shows: 'total' },
  quietFrames: { title: 'frames in a quiet minute', unit: '', isNeutral: true },
  quietDropped: { title: 'frames dropped in it', unit: '', isNeutral: true },
  quietStalls: { title: 'stalls in it', unit: '', isNeutral: true },
  soakPlayed: { title: 'soak at 2×: media played', unit: 'min', isNeutral: true },
  soakClock: { title: 'soak: clock off, every 30 s', unit: 'frames', shows: 'longest' },
  soakClockEnd: { title: 'soak: clock off at the end', unit: 'frames' },
  soakOpens: { title: 'soak: `sourceopen` events', unit: '' },
  soakErrors: { title: 'soak: `error` events', unit: '' },
  soakWarnings: { title: 'soak: `warning` events', unit: '', isNeutral: true },
  soakGaps: { title: 'soak: gaps crossed', unit: '', isNeutral: true },
  soakGapSkips: { title: 'soak: `gapskip` events', unit: '', isNeutral: true },
  soakHeap: { title: 'soak: heap', unit: 'KB', shows: 'longest' },
  soakHeapGrowth: { title: 'soak: heap growth from a third to the end', unit: 'KB' },
  soakBuffersGrowth: { title: 'soak: growth of array buffers from a third to the end', unit: 'KB' },
  soakFrames: { title: 'soak: frames', unit: '', isNeutral: true },
  soakDropped: { title: 'soak: frames dropped of them', unit: '' },
  soakStalls: { title: 'soak: all stalls', unit: 'ms', shows: 'total' },
  soakWaits: { title: 'soak: `waiting` events', unit: '' },
  timelineTotal: {
    title: '324,000 timeline entries with 2,000 gaps, parse and merge: main thread',
    unit: 'ms',
  },
  timelineFirst: { title: 'the same, the first time in a page', unit: 'ms' },
  timelineTask: { title: 'the longest task of it', unit: 'ms', shows: 'longest' },
  timelineHeap: { title: 'heap that it keeps', unit: 'KB' },
  panWork: { title: 'zooming and panning over it: main thread per frame', unit: 'ms' },
  panInterval: { title: 'zooming and panning over it: from frame to frame', unit: 'ms' },
  playlistWrite: { title: 'endless playlist of 3 hours: writing it', unit: 'ms' },
  playlistFirstWrite: { title: 'endless playlist: writing its first window, the first time', unit: 'ms' },
  playlistAppend: {
    title: 'endless playlist: longest task of reading a window, appending it and writing all',
    unit: 'ms',
  },
  code: { title: 'code that a page loads to play, gzip', unit: 'KB' },
} as const satisfies Record<string, RowShape>;

export type Row = keyof typeof ROWS;
