import type { HlsConfig } from 'hls.js';

/** What all our uses of hls.js have in common. */
export const HLS_CONFIG: Partial<HlsConfig> = {
  // Without it loading waits for the next tick, up to 100 ms later.
  startFragPrefetch: true,
  testBandwidth: false,
  // The first picture of a segment is there long before its last byte.
  progressive: true,
  // With its quarter of a second, a seek to the end of a segment loads the next one, and ends in that; with none,
  // rounding makes each seek abort the load of the segment that comes after the first.
  maxFragLookUpTolerance: 0.002,
  maxBufferLength: 20,
  maxMaxBufferLength: 60,
  backBufferLength: 120,
  liveSyncDurationCount: 2,
  // Time shift is behind live by intent: hls.js must never catch up by itself.
  liveMaxLatencyDurationCount: Infinity,
  // A playlist of the past never changes, and one with `end` never says that it has ended.
  liveMaxUnchangedPlaylistRefresh: Infinity,
  // What may pass has been tried again by the loader; this is for what hls.js itself cannot read.
  fragLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: Infinity,
      maxLoadTimeMs: Infinity,
      timeoutRetry: null,
      errorRetry: { maxNumRetry: 3, retryDelayMs: 500, maxRetryDelayMs: 2000 },
    },
  },
};
