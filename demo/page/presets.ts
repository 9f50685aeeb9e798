import type { UnixMs } from '../../src/core/index.ts';
import type { Draft } from './draft.ts';

/** Something to try with one click. */
export interface Preset {
  readonly title: string;
  readonly what: string;
  /** The fields that differ from their defaults. */
  readonly draft: (now: UnixMs) => Partial<Draft>;
  /** Where to seek as soon as the player knows what is recorded there. */
  readonly seekTo?: (now: UnixMs) => UnixMs;
}

export interface PresetGroup {
  readonly title: string;
  readonly presets: readonly Preset[];
}

const MINUTE_MS = 60_000;

const studio = (knobs = ''): string => `/live/studio${knobs}.m3u8`;

const TIMES: readonly Preset[] = [
  { title: 'Live', what: 'The plain address of the stream.', draft: () => ({}) },
  {
    title: 'An hour back',
    what: 'start: playback begins there and goes on.',
    draft: () => ({ src: studio(), start: '-1h' }),
  },
  {
    title: 'Half an hour',
    what: 'start and end: live-style, stops at the end.',
    draft: () => ({ src: studio(), start: '-1h', end: '-30m' }),
  },
  {
    title: 'Recording',
    what: 'start and vod-end: a complete playlist with an end.',
    draft: () => ({ src: studio(), start: '-1h', 'vod-end': '-30m' }),
  },
  {
    title: '30 min behind',
    what: 'offset: a duration behind live.',
    draft: () => ({ src: studio(), offset: '30m' }),
  },
  {
    title: 'Seek into a hole',
    what: 'Ten minutes are missing: the seek lands on the next picture.',
    draft: (now) => {
      const { startMs, endMs } = holeBefore(now);
      return { src: studio(`~holes=${startMs / 1000}-${endMs / 1000}`) };
    },
    seekTo: (now) => holeBefore(now).startMs + 5 * MINUTE_MS,
  },
  {
    title: 'Two weeks back',
    what: 'retention 15: the timeline goes back 15 days.',
    draft: () => ({ src: studio(), start: '-14d', retention: '15' }),
  },
  {
    title: 'Other encoding',
    what: 'An hour back again, as human-readable time in UTC+8.',
    draft: () => ({
      src: studio(),
      start: '-1h',
      'time-format': 'human',
      'time-unit': 'ms',
      'time-zone': '8',
      'display-zone': 'Asia/Shanghai',
    }),
  },
];

const SERVERS: readonly Preset[] = [
  { title: 'Slow', what: 'Each answer takes 800 ms longer.', draft: () => ({ src: studio('~latency=800') }) },
  {
    title: 'Faults',
    what: 'One in five requests for segments is answered with 503.',
    draft: () => ({ src: studio('~fail=segment:503:20%25') }),
  },
  {
    title: 'Login page',
    what: 'HTML instead of playlists: the player says so.',
    draft: () => ({ src: studio('~fail=playlist:html:all') }),
  },
  {
    title: 'Signed',
    what: "CDN authentication type A; the page's server signs.",
    draft: () => ({ src: '/live/gate.m3u8' }),
  },
  {
    title: 'Time shift off',
    what: 'Every address is answered with the live playlist.',
    draft: () => ({ src: studio('~shift=off~timeline=4003') }),
  },
  {
    title: 'Sliding start',
    what: 'A playlist that slides instead of growing.',
    draft: () => ({ src: studio('~start=sliding'), start: '-1h' }),
  },
  {
    title: 'Redirects',
    what: 'Each playlist leads to another host, with a new token.',
    draft: () => ({ src: studio('~redirect=host~pdt=none'), start: '-1h' }),
  },
  {
    title: 'Other clock',
    what: "The server's clock is two hours ahead of this computer.",
    draft: () => ({ src: studio('~skew=7200') }),
  },
];

const ENCODERS: readonly Preset[] = [
  {
    title: 'No dates',
    what: 'No PROGRAM-DATE-TIME: the player estimates the time.',
    draft: () => ({ src: studio('~pdt=none'), start: '-1h' }),
  },
  {
    title: 'Odd segments',
    what: 'Segments of 3.84 s: the timeline rounds their times.',
    draft: () => ({ src: studio('~segment=3840'), start: '-1h' }),
  },
  {
    title: 'Whole seconds',
    what: 'Segments of 3.6 s that say 4 s, with one date a playlist.',
    draft: () => ({ src: studio('~segment=3600~rounding=1000~pdt=first'), start: '-1h' }),
  },
  {
    title: 'Three variants',
    what: 'The player chooses the best quality for the network.',
    draft: () => ({ src: studio('~variants=3') }),
  },
  {
    title: 'Renditions',
    what: 'Sound and subtitles have playlists of their own.',
    draft: () => ({ src: studio('~variants=3~audio=separate~subtitles=on') }),
  },
  {
    title: 'H.265',
    what: 'Each quality in H.265, too, which few browsers decode.',
    draft: () => ({ src: studio('~variants=3~hevc=first') }),
  },
  {
    title: 'Encoder down',
    what: 'In ten seconds, the encoder stops for half a minute.',
    draft: (now) => {
      const from = Math.ceil(now / 1000) + 10;
      return { src: studio(`~holes=${from}-${from + 30}~restart=${from + 30}`) };
    },
  },
  {
    title: 'Clock behind',
    what: "The encoder's clock is 90 s behind the server's.",
    draft: () => ({ src: studio('~encoder=-90') }),
  },
  {
    title: 'Names again',
    what: 'A restart 20 minutes ago: names begin with 0 again.',
    draft: (now) => {
      const restart = Math.floor(now / MINUTE_MS) * 60 - 20 * 60;
      return { src: studio(`~restart=${restart}~names=query`), start: '-25m' };
    },
  },
  {
    title: 'Young stream',
    what: 'It began a quarter of an hour ago.',
    draft: () => ({ src: studio('~age=0.01') }),
  },
];

export const PRESETS: readonly PresetGroup[] = [
  { title: 'Times', presets: TIMES },
  { title: 'Servers', presets: SERVERS },
  { title: 'Encoders', presets: ENCODERS },
];

/** From 40 to 30 minutes ago, in whole minutes, so that all clicks within a minute open the same stream. */
function holeBefore(now: UnixMs): { startMs: UnixMs; endMs: UnixMs } {
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  return { startMs: minute - 40 * MINUTE_MS, endMs: minute - 30 * MINUTE_MS };
}
