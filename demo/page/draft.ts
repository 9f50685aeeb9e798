import { TIME_FORMATS, TIME_UNITS, TIME_ZONES } from '../../src/core/index.ts';

/** What the form asks for, by the names of the player's attributes, which the page's address uses as well. */
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

/** The form as it is filled in: texts that may make no sense yet. */
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

/** Fields that take one of a few values. */
export const CHOICES = {
  'time-format': TIME_FORMATS,
  'time-unit': TIME_UNITS,
  'time-zone': TIME_ZONES.map(String),
  gaps: ['skip', 'stop'],
  strategy: ['windowed', 'direct'],
  'catch-up': ['on', 'off'],
} as const satisfies Partial<Record<Field, readonly string[]>>;
