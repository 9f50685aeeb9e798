/** What the other layers, and users of the headless entry, may import from the core. */

export { systemClock } from './time/clock.ts';
export type { Clock } from './time/clock.ts';
export { parseInstant } from './time/parse-instant.ts';
export { ServerClock } from './time/server-clock.ts';
export type { ClockSample } from './time/server-clock.ts';
export {
  DEFAULT_ENCODING,
  encodingError,
  TIME_FORMATS,
  TIME_UNITS,
  TIME_ZONES,
} from './time/time-encoding.ts';
export type { TimeEncoding, TimeFormat, TimeUnit, TimeZoneHours } from './time/time-encoding.ts';
export { decodeTimeKey, encodeTimeKey, TIME_KEY_TYPES } from './time/time-key.ts';
export type { TimeKey, TimeKeyType, TimeParameter } from './time/time-key.ts';
export { clampTo, contains, movedBy } from './time/time-range.ts';
export type { TimeRange, UnixMs } from './time/time-range.ts';
export { WallClock } from './time/wall-clock.ts';
export type { TimedFragment } from './time/wall-clock.ts';

export { buildPlaybackUrl, parsePlaybackUrl, requestError } from './service/playback-url.ts';
export type { ParsedPlaybackUrl, PlaybackRequest, TimeShiftMarkers } from './service/playback-url.ts';
export { redact } from './service/redact.ts';
export { streamNameOf } from './service/stream-address.ts';
export type { StreamName } from './service/stream-address.ts';
export { invalidRequest, TimeShiftError } from './service/time-shift-error.ts';
export type { Result, TimeShiftErrorCode, TimeShiftErrorReason } from './service/time-shift-error.ts';
export { buildTimelineUrl, parseTimelineResponse, timelineAddressOf } from './service/timeline-query.ts';
export type { TimelineAnswer } from './service/timeline-query.ts';

export { RecordedRanges } from './timeline/recorded-ranges.ts';
export { CHUNK_MS, chunkAt, nextChunk } from './timeline/timeline-chunks.ts';
export type { ChunkScene } from './timeline/timeline-chunks.ts';

export { areDurationsWrong, datedRange, datedSegments, redated } from './hls/date-segments.ts';
export { EndlessPlaylist } from './hls/endless-playlist.ts';
export { timeSegments } from './hls/estimate-dates.ts';
export type { WindowScene } from './hls/window-scene.ts';
export { readPlainPlaylist } from './hls/media-playlist.ts';
export type { MediaPlaylist } from './hls/media-playlist.ts';
export type { MultivariantPlaylist, Variant } from './hls/multivariant-playlist.ts';
export { readPlaylist } from './hls/read-playlist.ts';
export type { Playlist } from './hls/read-playlist.ts';
export { endOf, isHoleBetween, longestMs, segmentAt } from './hls/segment.ts';
export type { MediaSegment, TimedSegment } from './hls/segment.ts';

export { bandwidthOf, chooseVariant } from './policy/choose-variant.ts';
export type { VariantScene } from './policy/choose-variant.ts';
export { windowAt, windowRequest } from './policy/dvr-windows.ts';
export type { WindowRequest } from './policy/dvr-windows.ts';
export { continuation, crossedHole } from './policy/gaps.ts';
export type { Playhead, PlaylistEndScene } from './policy/gaps.ts';
export { MediaRecovery } from './policy/media-recovery.ts';
export { playbackMode } from './policy/playback-mode.ts';
export type { PlaybackMode } from './policy/playback-mode.ts';
export { isOffLive, isOffWindow, offsetAccuracyMs } from './policy/off-dates.ts';
export { planSeek } from './policy/seek-plan.ts';
export type { SeekPlan, SeekScene } from './policy/seek-plan.ts';
export {
  CHECK_BACK_MS,
  LIVE_EDGE_MS,
  LIVE_WITHIN_MS,
  PLAYLIST_DELAY_MS,
  SETTLED_AFTER_MS,
  TIMELINE_DELAY_MS,
} from './policy/tolerances.ts';
