/** What is measured, in the order of the table. */
export const ROWS = {
  buffer: { title: 'seek inside the buffer', unit: 'ms' },
  list: { title: 'seek inside the list, not buffered', unit: 'ms' },
  far: { title: 'far seek, nothing warmed', unit: 'ms' },
  firstFar: { title: 'far seek, the first one in a page', unit: 'ms' },
  warmed: { title: 'far seek after 200 ms of pointing', unit: 'ms' },
  farSeen: { title: 'far seek, in a screencast', unit: 'ms' },
  farBlank: { title: 'without picture during a far seek', unit: 'ms' },
  listBlank: { title: 'without picture during a seek inside the list', unit: 'ms' },
  clock: { title: 'clock said less clock in the picture (0-40: the same frame)', unit: 'ms' },
  firstLive: { title: 'first frame from an empty page, live', unit: 'ms' },
  firstAt: { title: 'first frame from an empty page, at an instant', unit: 'ms' },
  sourceOpens: { title: '`sourceopen` over the far seeks in a row', unit: '' },
  heap: { title: 'more heap after them', unit: 'KB' },
  buffers: { title: 'more in array buffers after them', unit: 'KB' },
  code: { title: 'code that a page loads to play, gzip', unit: 'KB' },
} as const;

export type Row = keyof typeof ROWS;
