import { BASES } from '../origin/bases.ts';
import { DEFAULT_KNOBS } from '../origin/knobs.ts';
import { KNOB_READERS, type KnobReader } from '../origin/stream-name.ts';

export const KNOB_GROUPS = ['Servers', 'Encoders'] as const;
export type KnobGroup = (typeof KNOB_GROUPS)[number];

/** A value to fill in with one click. */
export interface KnobFill {
  readonly label: string;
  readonly value: (nowS: number) => string;
}

/** One knob of the built-in origin, as the page offers it. */
export interface KnobField {
  readonly name: string;
  readonly group: KnobGroup;
  /** One line that says what the knob does. */
  readonly what: string;
  readonly allowed: string;
  /** All values, if they are few; null for a knob that takes any text or number. */
  readonly choices: readonly string[] | null;
  readonly placeholder: string;
  readonly fills: readonly KnobFill[];
}

interface Description {
  readonly group: KnobGroup;
  readonly what: string;
  readonly placeholder?: string;
  readonly fills?: readonly KnobFill[];
}

const MINUTE_S = 60;

/** In ten seconds, so that there is time to play the stream before. */
const SOON_S = 10;

const TEN_MINUTES_AGO: KnobFill = {
  label: '40 to 30 min ago',
  value: (nowS) => `${nowS - 40 * MINUTE_S}-${nowS - 30 * MINUTE_S}`,
};

const changeTo =
  (what: string): KnobFill['value'] =>
  (nowS) =>
    `${nowS - 30 * MINUTE_S}-:${what}`;

const TWELVE_SECONDS: KnobFill = {
  label: '12 s, 30 min ago',
  value: (nowS) => `${nowS - 30 * MINUTE_S}-${nowS - 30 * MINUTE_S + 12}`,
};

/** In the order in which the page shows them. A knob that the origin does not have is left out. */
const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  shift: { group: 'Servers', what: 'off: all time-shift URLs answer the live playlist.' },
  vodend: { group: 'Servers', what: 'no: it is ignored, and playlists grow without an end.' },
  start: { group: 'Servers', what: 'Whether playlists with only a start grow or slide.' },
  offset: { group: 'Servers', what: 'Whether playlists with an offset slide or grow.' },
  days: { group: 'Servers', what: 'Days for which recordings are kept.', placeholder: '15' },
  record: { group: 'Servers', what: 'command: only what you record above is kept.' },
  timeline: { group: 'Servers', what: 'How the timeline query fails: HTTP status or retCode.' },
  flap: { group: 'Servers', what: 'How every second timeline query fails.' },
  late: { group: 'Servers', what: 'Seconds by which the timeline lags behind playlists.', placeholder: '0' },
  claims: {
    group: 'Servers',
    what: 'Listed by the timeline without being there:',
    placeholder: 'none',
    fills: [TEN_MINUTES_AGO],
  },
  cluster: {
    group: 'Servers',
    what: "Seconds that every second server's clock is ahead:",
    placeholder: '0',
    fills: [{ label: '3 min', value: () => '180' }],
  },
  cache: {
    group: 'Servers',
    what: 'Seconds for which a cache has kept settled answers:',
    placeholder: '0',
    fills: [{ label: '3 h', value: () => '10800' }],
  },
  skew: { group: 'Servers', what: "Seconds that the server's clock is ahead of yours.", placeholder: '0' },
  redirect: { group: 'Servers', what: 'Playlists lead to a token path or another host.' },
  token: {
    group: 'Servers',
    what: 'Segment URLs get a token that ends:',
    placeholder: 'none',
    fills: [{ label: '15 s', value: () => 'path:15' }],
  },
  ended: { group: 'Servers', what: 'What a token that has ended is answered with.' },
  nocors: {
    group: 'Servers',
    what: 'What pages of other origins cannot read:',
    placeholder: 'none',
    fills: [{ label: 'segments', value: () => 'segment' }],
  },
  define: { group: 'Servers', what: 'on: URIs in playlists contain a variable.' },
  spaces: { group: 'Servers', what: 'on: attribute lists have spaces.' },
  latency: { group: 'Servers', what: 'Milliseconds before each answer.', placeholder: '0' },
  bandwidth: { group: 'Servers', what: 'Bytes a second of each segment.', placeholder: 'unlimited' },
  fail: {
    group: 'Servers',
    what: 'kind:damage:count, separated by spaces:',
    placeholder: 'none',
    fills: [
      { label: 'window 404 once', value: () => 'shifted:404:1' },
      { label: 'segments 503', value: () => 'segment:503:20%' },
      { label: 'wait 5 s', value: () => 'playlist:429after5:2' },
    ],
  },
  auth: { group: 'Servers', what: 'The key of CDN authentication type A.', placeholder: 'none' },
  authttl: { group: 'Servers', what: 'Seconds for which a signature is valid.', placeholder: '60' },
  holes: {
    group: 'Encoders',
    what: 'Nothing was sent from-to, in epoch seconds:',
    placeholder: 'default',
    fills: [
      TEN_MINUTES_AGO,
      { label: 'soon, for 30 s', value: (nowS) => `${nowS + SOON_S}-${nowS + SOON_S + 30}` },
    ],
  },
  restart: {
    group: 'Encoders',
    what: 'Published anew, in epoch seconds:',
    placeholder: 'never',
    fills: [
      { label: '20 min ago', value: (nowS) => String(nowS - 20 * MINUTE_S) },
      { label: 'soon', value: (nowS) => String(nowS + SOON_S) },
    ],
  },
  down: { group: 'Encoders', what: 'The live playlist meanwhile: as it was, ended, or 404.' },
  age: {
    group: 'Encoders',
    what: 'Days since it began to publish:',
    placeholder: 'as days',
    fills: [{ label: '15 min', value: () => '0.01' }],
  },
  encoder: {
    group: 'Encoders',
    what: "Seconds that its clock is ahead of the server's:",
    placeholder: '0',
    fills: [
      { label: '−90 s', value: () => '-90' },
      { label: '8 h', value: () => '28800' },
    ],
  },
  pdt: { group: 'Encoders', what: 'Which segments have a PROGRAM-DATE-TIME.' },
  tags: { group: 'Encoders', what: 'Whether DISCONTINUITY marks holes, restarts and changes.' },
  names: { group: 'Encoders', what: 'The time in segment URLs, or numbers instead.' },
  segment: { group: 'Encoders', what: 'Milliseconds of a segment, a multiple of 40.', placeholder: '4000' },
  rounding: { group: 'Encoders', what: 'Milliseconds to which EXTINF is rounded.', placeholder: '1' },
  edge: { group: 'Encoders', what: 'Segments in the live playlist.', placeholder: '6' },
  delay: { group: 'Encoders', what: 'Milliseconds until a segment is listed.', placeholder: '1000' },
  aes: {
    group: 'Encoders',
    what: 'Encrypted, with a new key after so many seconds:',
    placeholder: 'none',
    fills: [{ label: '40 s', value: () => '40' }],
  },
  noaudio: {
    group: 'Encoders',
    what: 'No sound from-to, in epoch seconds:',
    placeholder: 'none',
    fills: [TWELVE_SECONDS],
  },
  novideo: {
    group: 'Encoders',
    what: 'No picture from-to, in epoch seconds:',
    placeholder: 'none',
    fills: [TWELVE_SECONDS],
  },
  container: { group: 'Encoders', what: 'MPEG-TS, or fragments of MP4 with an EXT-X-MAP.' },
  profile: { group: 'Encoders', what: 'The profile of H.264.' },
  bframes: { group: 'Encoders', what: 'on: every second picture is a B picture (main).' },
  channels: { group: 'Encoders', what: 'Sound in one channel, or in the right one of two.' },
  change: {
    group: 'Encoders',
    what: 'Other settings from-to:what, in epoch seconds:',
    placeholder: 'none',
    fills: [
      { label: 'size, 30 min ago', value: changeTo('320x180') },
      { label: 'stereo and main', value: changeTo('stereo+main') },
    ],
  },
  keylag: { group: 'Encoders', what: 'Milliseconds from a key picture to each segment.', placeholder: '0' },
  size: { group: 'Encoders', what: 'The size of the picture.' },
  variants: { group: 'Encoders', what: 'Qualities, from the smallest size.', placeholder: 'one' },
  audio: { group: 'Encoders', what: 'separate: the sound is in a playlist of its own.' },
  subtitles: { group: 'Encoders', what: 'on: subtitles that tell the time.' },
  hevc: { group: 'Encoders', what: 'first, unstated: each quality in H.265, too; only: no other.' },
};

/** The words of a knob that takes one of a few. */
const CHOICES = /^([\w.]+(?:\|[\w.]+)+)(?: \(.*\))?$/;

/** All knobs, those with a description first and in its order. */
export const KNOB_FIELDS: readonly KnobField[] = [
  ...new Set([...Object.keys(DESCRIPTIONS), ...KNOB_READERS.keys()]),
].flatMap((name) => {
  const reader = KNOB_READERS.get(name);
  return reader ? [fieldOf(name, reader)] : [];
});

function fieldOf(name: string, { allowed }: KnobReader): KnobField {
  const { group = 'Servers', what = allowed, placeholder = '', fills = [] } = DESCRIPTIONS[name] ?? {};
  const choices = CHOICES.exec(allowed)?.[1]?.split('|') ?? null;
  return { name, group, what, allowed, choices, placeholder, fills };
}

/** The choice that a stream has without a setting; null if the knob has no choices, or none of them is the default. */
export function defaultChoice({ name, choices }: KnobField, base: string): string | null {
  const defaults = { ...DEFAULT_KNOBS, ...BASES.get(base)?.knobs };
  const isDefault = (choice: string): boolean => {
    const set = Object.entries(KNOB_READERS.get(name)?.read(choice, {}) ?? {});
    return set.every(([field, value]) => isSame(value, defaults[field as keyof typeof defaults]));
  };
  return choices?.find(isDefault) ?? null;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
