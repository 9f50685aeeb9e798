import { contains, type TimeRange, type UnixMs } from '../../src/core/time/time-range.ts';
import { END_OF_TIME_MS, pictureSize, rangeList } from './knob-values.ts';
import type { Knobs, PictureSize } from './knobs.ts';
import type { AudioChannels } from './media/audio-loop.ts';
import type { H264Profile } from './media/h264-parameter-sets.ts';
import type { SegmentGrid } from './segment-grid.ts';

/** What an encoder may change while it publishes. Each of these changes the codecs or the decoder's configuration. */
export interface EncoderSettings {
  readonly size: PictureSize;
  readonly profile: H264Profile;
  /** Whether every second picture is a B picture, which the profile `main` is needed for. */
  readonly hasBPictures: boolean;
  readonly audioChannels: AudioChannels;
}

/** Settings that differ in the segments that begin within a range. */
export interface EncoderChange {
  readonly range: TimeRange;
  readonly settings: Partial<EncoderSettings>;
}

/** The settings of the segment that begins at an instant. Later changes come before earlier ones. */
export function settingsAt({ changes, ...knobs }: Knobs, start: UnixMs): EncoderSettings {
  const { size, profile, hasBPictures, audioChannels } = knobs;
  const changed = changes.filter(({ range }) => contains(range, start)).map(({ settings }) => settings);
  return Object.assign({ size, profile, hasBPictures, audioChannels }, ...changed) as EncoderSettings;
}

/** The numbers of the segments whose settings differ from those of the segment before, in order. */
export function changedSegments(grid: SegmentGrid, knobs: Knobs): number[] {
  const instants = knobs.changes.flatMap(({ range }) => [range.start, range.end]);
  const numbers = instants.filter((at) => at < END_OF_TIME_MS).map((at) => grid.numberFrom(at));
  const settings = (number: number): string => JSON.stringify(settingsAt(knobs, grid.startOf(number)));
  return [...new Set(numbers)]
    .filter((number) => number > 0 && settings(number) !== settings(number - 1))
    .sort((one, other) => one - other);
}

/** When the first of the segments began that have the same initialization segment: a restart has another one, too. */
export function settingsSince(grid: SegmentGrid, changed: readonly number[], number: number): UnixMs {
  const last = changed.findLast((each) => each <= number) ?? 0;
  return grid.startOf(Math.max(last, grid.encoderOf(number).first));
}

/** What a setting is spelled as in the knob `change`. Sizes are spelled as in the knob `size`. */
const SETTINGS: Readonly<Record<string, Partial<EncoderSettings>>> = {
  baseline: { profile: 'baseline' },
  main: { profile: 'main' },
  mono: { audioChannels: 1 },
  stereo: { audioChannels: 2 },
  bframes: { hasBPictures: true },
  nobframes: { hasBPictures: false },
};

export const ALLOWED_CHANGES =
  `{from}-{to}:{size|${Object.keys(SETTINGS).join('|')}},… in epoch seconds, several joined by +; ` +
  '{from}- for a change that lasts';

/** Reads `{from}-{to}:{what}+{what},…`, for instance `1700000000-1700000060:320x180+stereo`. */
export function encoderChanges(text: string): readonly EncoderChange[] | undefined {
  const changes = text.split(',').map(readChange);
  return changes.every((change) => change !== undefined) ? changes : undefined;
}

function readChange(text: string): EncoderChange | undefined {
  const [rangeText = '', words = '', ...rest] = text.split(':');
  const [range] = rangeList(rangeText) ?? [];
  const settings = words.split('+').map(readSetting);
  if (!range || rest.length > 0 || settings.includes(undefined)) return undefined;
  return { range, settings: Object.assign({}, ...settings) as Partial<EncoderSettings> };
}

function readSetting(word: string): Partial<EncoderSettings> | undefined {
  const size = pictureSize(word);
  return size ? { size } : SETTINGS[word];
}
