/** The types of `time-shift-player/core`: the protocol, and the session without any user interface. */
import { expectTypeOf } from 'expect-type';
import {
  buildPlaybackUrl,
  decodeTimeKey,
  encodeTimeKey,
  parsePlaybackUrl,
  planSeek,
  RecordedRanges,
  TimeShiftError,
  TimeShiftSession,
  type SeekPlan,
  type SeekScene,
  type SeekState,
  type SessionEventMap,
  type SessionSnapshot,
  type StreamSource,
  type TimeEncoding,
  type TimeKeyType,
  type TimeParameter,
  type TimeRange,
  type UnixMs,
} from '../../src/headless.ts';

// Time keys.
expectTypeOf(encodeTimeKey).toEqualTypeOf<
  (type: TimeKeyType, value: number, encoding?: TimeEncoding) => TimeParameter
>();
expectTypeOf<TimeKeyType>().toEqualTypeOf<'start' | 'end' | 'vodend' | 'offset'>();
expectTypeOf<TimeParameter>().toEqualTypeOf<{ readonly name: string; readonly value: string }>();
const decoded = decodeTimeKey('lhs_start_unix_s_0', '1502280113');
if (decoded.ok) {
  expectTypeOf(decoded.value.encoding).toEqualTypeOf<TimeEncoding>();
  // Only an offset can be a duration.
  if ('durationMs' in decoded.value) expectTypeOf(decoded.value.type).toEqualTypeOf<'offset'>();
  else expectTypeOf(decoded.value.at).toEqualTypeOf<UnixMs>();
} else {
  expectTypeOf(decoded.error).toEqualTypeOf<TimeShiftError>();
}

// Playback URLs.
expectTypeOf(buildPlaybackUrl).returns.toEqualTypeOf<string>();
expectTypeOf(parsePlaybackUrl).parameter(0).toEqualTypeOf<string>();

// A plan for a seek says where it lands, unless that is live.
expectTypeOf(planSeek).toEqualTypeOf<
  (scene: SeekScene, target: UnixMs, direction?: 'forward' | 'backward') => SeekPlan
>();
expectTypeOf<SeekPlan['kind']>().toEqualTypeOf<'live' | 'within' | 'load'>();
expectTypeOf<SeekPlan['skipped']>().toEqualTypeOf<TimeRange | null>();
expectTypeOf<Extract<SeekPlan, { kind: 'live' }>>().not.toHaveProperty('at');
expectTypeOf<Extract<SeekPlan, { kind: 'within' }>>().toHaveProperty('at').toEqualTypeOf<UnixMs>();
expectTypeOf<Extract<SeekPlan, { kind: 'load' }>>().toHaveProperty('at').toEqualTypeOf<UnixMs>();

// The session.
declare const session: TimeShiftSession;
expectTypeOf(TimeShiftSession).toBeConstructibleWith(document.createElement('video'));
expectTypeOf<TimeShiftSession['load']>().parameter(0).toEqualTypeOf<StreamSource>();
expectTypeOf<TimeShiftSession['seekTo']>().toEqualTypeOf<
  (target: UnixMs, direction?: 'forward' | 'backward') => Promise<UnixMs>
>();
expectTypeOf<TimeShiftSession['seekBy']>().toEqualTypeOf<(seconds: number) => Promise<UnixMs>>();
expectTypeOf<TimeShiftSession['goLive']>().toEqualTypeOf<() => Promise<UnixMs>>();
expectTypeOf(session.currentInstant).toEqualTypeOf<UnixMs | null>();
expectTypeOf(session.serverInstant).toEqualTypeOf<UnixMs>();
expectTypeOf(session.snapshot).toEqualTypeOf<SessionSnapshot>();
expectTypeOf(session.snapshot.recorded).toEqualTypeOf<RecordedRanges>();

// The snapshot cannot be written to.
expectTypeOf<SessionSnapshot>().toEqualTypeOf<Readonly<SessionSnapshot>>();

// A seek always has its phase, and its instant once that is known.
expectTypeOf<SeekState['phase']>().toEqualTypeOf<'idle' | 'locating' | 'loading' | 'landing' | 'shown'>();
expectTypeOf<Extract<SeekState, { phase: 'shown' }>>().toHaveProperty('at').toEqualTypeOf<UnixMs>();

// Listeners get the event of the name, with its detail.
expectTypeOf<keyof SessionEventMap>().toEqualTypeOf<'change' | 'gapskip' | 'warning' | 'switch'>();
session.addEventListener('change', ({ detail }) => {
  expectTypeOf(detail.snapshot).toEqualTypeOf<SessionSnapshot>();
  expectTypeOf(detail.before).toEqualTypeOf<SessionSnapshot>();
});
session.addEventListener('gapskip', ({ detail }) => {
  expectTypeOf(detail.hole).toEqualTypeOf<TimeRange>();
  expectTypeOf(detail.landedAt).toEqualTypeOf<UnixMs>();
});
session.addEventListener('warning', ({ detail }) =>
  expectTypeOf(detail.error).toEqualTypeOf<TimeShiftError>(),
);
