import { redact, TIME_FORMATS, TIME_UNITS, TIME_ZONES } from '../../src/core/index.ts';
import { joinUrl, splitUrl } from '../../src/core/service/query-string.ts';

/** The fields of the form. Their names are the player's attributes, and also the parameters of the page's address. */
export const FIELDS = [
  'src',
  'app',
  'stream',
  'start',
  'end',
  'vod-end',
  'offset',
  'time-format',
  'time-unit',
  'time-zone',
  'display-zone',
  'retention',
  'gaps',
  'strategy',
  'catch-up',
] as const;
export type Field = (typeof FIELDS)[number];

/** The texts in the form. They may be incomplete or wrong. */
export type Draft = Readonly<Record<Field, string>>;

export const DEFAULT_DRAFT: Draft = {
  src: '/live/camera.m3u8',
  app: '',
  stream: '',
  start: '',
  end: '',
  'vod-end': '',
  offset: '',
  'time-format': 'unix',
  'time-unit': 's',
  'time-zone': '0',
  'display-zone': '',
  retention: '7',
  gaps: 'skip',
  strategy: 'windowed',
  'catch-up': 'on',
};

/** The fields that have a list of values. */
export const CHOICES = {
  'time-format': TIME_FORMATS,
  'time-unit': TIME_UNITS,
  'time-zone': TIME_ZONES.map(String),
  gaps: ['skip', 'stop'],
  strategy: ['windowed', 'direct'],
  'catch-up': ['on', 'off'],
} as const satisfies Partial<Record<Field, readonly string[]>>;

/**
 * Writes a draft as the fragment of the page's address, `#src=…&start=…`; '' if all fields have their defaults.
 * Addresses are shared and logged, so signatures in the query of `src` are left out.
 */
export function hashOf(draft: Draft): string {
  const changed = FIELDS.filter((field) => draft[field] !== DEFAULT_DRAFT[field]);
  const text = changed.map(
    (field) => `${field}=${encodeReadably(field === 'src' ? withoutSignature(draft.src) : draft[field])}`,
  );
  return text.length > 0 ? `#${text.join('&')}` : '';
}

/** Reads a draft from a fragment. Fields that are missing or wrong get their defaults. */
export function draftOfHash(hash: string): Draft {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const draft: Record<Field, string> = { ...DEFAULT_DRAFT };
  for (const field of FIELDS) {
    const value = given.get(field);
    if (value !== null && isAllowed(field, value)) draft[field] = value;
  }
  return draft;
}

function withoutSignature(src: string): string {
  const { base, parameters, fragment } = splitUrl(src);
  return joinUrl({ base, parameters: parameters.filter((each) => redact(each) === each), fragment });
}

function isAllowed(field: Field, value: string): boolean {
  const choices: Partial<Record<Field, readonly string[]>> = CHOICES;
  return choices[field]?.includes(value) ?? true;
}

/** Encodes a value, except for some characters that a fragment may contain and that people like to read. */
const encodeReadably = (value: string): string =>
  encodeURIComponent(value).replace(/%(?:2F|3A|3D|2C|3F)/g, decodeURIComponent);
