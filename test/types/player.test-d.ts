/** The types of `time-shift-player`, as a page author meets them. `tsc` is what runs this file. */
import { expectTypeOf } from 'expect-type';
import {
  authorizeFrom,
  TimeShiftError,
  TimeShiftPlayer,
  type Authorize,
  type GapSkipDetail,
  type LoadKind,
  type MarkChangeDetail,
  type PlaybackMode,
  type TimeRange,
  type TimeShiftErrorCode,
  type TimeShiftPlayerEventMap,
  type UnixMs,
} from '../../src/index.ts';

declare const player: TimeShiftPlayer;

// The element is an HTMLElement, and the DOM knows its name.
expectTypeOf(player).toExtend<HTMLElement>();
expectTypeOf(document.createElement('time-shift-player')).toEqualTypeOf<TimeShiftPlayer>();
expectTypeOf(document.querySelector('time-shift-player')).toEqualTypeOf<TimeShiftPlayer | null>();

// Properties that name the source.
expectTypeOf(player.src).toEqualTypeOf<string>();
expectTypeOf(player.timelineSrc).toEqualTypeOf<string>();
expectTypeOf(player.app).toEqualTypeOf<string>();
expectTypeOf(player.stream).toEqualTypeOf<string>();
expectTypeOf(player.start).toEqualTypeOf<Date | null>();
expectTypeOf(player.end).toEqualTypeOf<Date | null>();
expectTypeOf(player.vodEnd).toEqualTypeOf<Date | null>();
expectTypeOf(player.offset).toEqualTypeOf<number | null>();
expectTypeOf(player.timeFormat).toEqualTypeOf<'unix' | 'human'>();
expectTypeOf(player.timeUnit).toEqualTypeOf<'s' | 'ms' | 'us' | 'ns'>();
expectTypeOf(player.timeZone).toEqualTypeOf<0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9>();
expectTypeOf(player.displayZone).toEqualTypeOf<string>();
expectTypeOf(player.retention).toEqualTypeOf<number>();
expectTypeOf(player.strategy).toEqualTypeOf<'windowed' | 'direct'>();
expectTypeOf(player.gaps).toEqualTypeOf<'skip' | 'stop'>();

// What it shows. Only `currentDate` can be set, which seeks.
expectTypeOf(player).toHaveProperty('currentDate').toEqualTypeOf<Date | null>();
expectTypeOf(player).toHaveProperty('encoderDate').toEqualTypeOf<Date | null>();
expectTypeOf(player).toHaveProperty('currentDateAccuracy').toEqualTypeOf<number | null>();
expectTypeOf(player).toHaveProperty('serverDate').toEqualTypeOf<Date>();
expectTypeOf(player).toHaveProperty('latency').toEqualTypeOf<number>();
expectTypeOf(player).toHaveProperty('mode').toEqualTypeOf<PlaybackMode>();
expectTypeOf(player).toHaveProperty('recorded').toEqualTypeOf<readonly TimeRange[]>();
expectTypeOf(player).toHaveProperty('playbackUrl').toEqualTypeOf<string>();
expectTypeOf(player).toHaveProperty('error').toEqualTypeOf<TimeShiftError | null>();
expectTypeOf(player).toHaveProperty('video').toEqualTypeOf<HTMLVideoElement>();
expectTypeOf<Pick<TimeShiftPlayer, 'currentDate'>>().toEqualTypeOf<{ currentDate: Date | null }>();
expectTypeOf<Pick<TimeShiftPlayer, 'serverDate' | 'mode' | 'video'>>().toEqualTypeOf<{
  readonly serverDate: Date;
  readonly mode: PlaybackMode;
  readonly video: HTMLVideoElement;
}>();
expectTypeOf<PlaybackMode>().toEqualTypeOf<'idle' | 'live' | 'shifted' | 'vod'>();
expectTypeOf<TimeRange>().toEqualTypeOf<{ readonly start: UnixMs; readonly end: UnixMs }>();
expectTypeOf<UnixMs>().toEqualTypeOf<number>();

// Methods. A seek tells the instant that is really shown.
expectTypeOf<TimeShiftPlayer['seekTo']>().toEqualTypeOf<(date: Date) => Promise<Date>>();
expectTypeOf<TimeShiftPlayer['seekBy']>().toEqualTypeOf<(seconds: number) => Promise<Date>>();
expectTypeOf<TimeShiftPlayer['goLive']>().toEqualTypeOf<() => Promise<Date>>();
expectTypeOf<TimeShiftPlayer['warm']>().toEqualTypeOf<(date: Date | null) => void>();
expectTypeOf<TimeShiftPlayer['play']>().toEqualTypeOf<() => Promise<void>>();
expectTypeOf<TimeShiftPlayer['pause']>().toEqualTypeOf<() => void>();
expectTypeOf(player.paused).toEqualTypeOf<boolean>();
expectTypeOf(player.ended).toEqualTypeOf<boolean>();

// Listeners get the event of the name, with its detail.
player.addEventListener('datechange', (event) => expectTypeOf(event).toEqualTypeOf<Event>());
player.addEventListener('modechange', (event) => expectTypeOf(event).toEqualTypeOf<Event>());
player.addEventListener('recordedchange', (event) => expectTypeOf(event).toEqualTypeOf<Event>());
player.addEventListener('gapskip', (event) => {
  expectTypeOf(event).toEqualTypeOf<CustomEvent<GapSkipDetail>>();
  expectTypeOf(event.detail.from).toEqualTypeOf<Date>();
  expectTypeOf(event.detail.to).toEqualTypeOf<Date>();
});
player.addEventListener('markchange', (event) => {
  expectTypeOf(event).toEqualTypeOf<CustomEvent<MarkChangeDetail>>();
  expectTypeOf(event.detail.from).toEqualTypeOf<Date | null>();
});
player.addEventListener('warning', ({ detail }) =>
  expectTypeOf(detail.error).toEqualTypeOf<TimeShiftError>(),
);
player.addEventListener('error', ({ detail }) => expectTypeOf(detail.error).toEqualTypeOf<TimeShiftError>());
player.addEventListener('pointerdown', (event) => expectTypeOf(event).toEqualTypeOf<PointerEvent>());
player.addEventListener('timeupdate', (event) => expectTypeOf(event).toEqualTypeOf<Event>());
expectTypeOf<TimeShiftPlayerEventMap['error']>().not.toExtend<ErrorEvent>();

// Errors have a code of a closed list.
expectTypeOf(new TimeShiftError('network', 'It is gone.').code).toEqualTypeOf<TimeShiftErrorCode>();
expectTypeOf<TimeShiftErrorCode>().toEqualTypeOf<
  'invalid-request' | 'not-recorded' | 'forbidden' | 'network' | 'timeline' | 'media' | 'unsupported'
>();

// `authorize` may answer at once or later, and need not look at its arguments.
expectTypeOf(player.authorize).toEqualTypeOf<Authorize | undefined>();
expectTypeOf<(url: URL, kind: LoadKind, attempt: number) => Promise<URL>>().toExtend<Authorize>();
expectTypeOf<() => string>().toExtend<Authorize>();
expectTypeOf<() => number>().not.toExtend<Authorize>();
expectTypeOf<LoadKind>().toEqualTypeOf<'playlist' | 'segment' | 'timeline'>();
expectTypeOf(authorizeFrom('/sign')).toEqualTypeOf<Authorize>();
