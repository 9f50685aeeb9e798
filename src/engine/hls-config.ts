import type { HlsConfig } from 'hls.js';

/** A seek goes this far into its frame, because rounded sums of durations could show the frame before. */
export const INTO_FRAME_S = 0.001;

/** The configuration that both hls.js engines have in common. */
export const HLS_CONFIG: Partial<HlsConfig> = {
  // Without it, loading waits for the next tick of hls.js, for up to 100 ms.
  startFragPrefetch: true,
  testBandwidth: false,
  // The first picture of a segment can be decoded long before its last byte has arrived.
  progressive: true,
  // By default, a seek to the last quarter of a second of a segment loads the next segment and ends there. With 0,
  // rounding makes hls.js abort the load of the second segment after each seek.
  maxFragLookUpTolerance: 0.002,
  maxBufferLength: 20,
  maxMaxBufferLength: 60,
  backBufferLength: 120,
  liveSyncDurationCount: 2,
  // A viewer of the past is behind live on purpose, so hls.js must never jump to the live edge.
  liveMaxLatencyDurationCount: Infinity,
  // A playlist of the past does not change, and one with an `end` has no `EXT-X-ENDLIST`.
  liveMaxUnchangedPlaylistRefresh: Infinity,
  // The loader retries temporary failures itself; these retries are for segments that hls.js cannot parse.
  fragLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: Infinity,
      maxLoadTimeMs: Infinity,
      timeoutRetry: null,
      errorRetry: { maxNumRetry: 3, retryDelayMs: 500, maxRetryDelayMs: 2000 },
    },
  },
};
