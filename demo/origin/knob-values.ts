/** Parsers for the values of knobs. Each returns `undefined` for a text that is not allowed. */

import type { TimeRange } from '../../src/core/time/time-range.ts';
import { FAULT_KINDS, type FaultKind } from './faults.ts';
import { PICTURE_SIZES, sizeName, type Knobs, type PictureSize, type SegmentToken } from './knobs.ts';

/** The last instant that a time key can express. A hole without an end lasts until then. */
export const END_OF_TIME_MS = 1e13;

export function numberIn(text: string, least: number, most: number): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

export function integerIn(text: string, least: number, most: number): number | undefined {
  const value = numberIn(text, least, most);
  return Number.isInteger(value) ? value : undefined;
}

export const secondsToMs = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.round(seconds * 1000);

export function oneOf<Word extends string>(...words: Word[]): (text: string) => Word | undefined {
  return (text) => words.find((word) => word === text);
}

/** Seconds that are a whole number of frames, which last 40 ms each. */
export function framesToMs(text: string, least: number, most: number): number | undefined {
  const ms = secondsToMs(numberIn(text, least, most));
  return ms !== undefined && ms % 40 === 0 ? ms : undefined;
}

export function onOrOff(text: string): boolean | undefined {
  if (text === 'on') return true;
  return text === 'off' ? false : undefined;
}

/** Milliseconds; a multiple of 40, the duration of a frame. */
export function segmentLength(text: string): number | undefined {
  const segmentMs = numberIn(text, 1000, 20_000);
  return segmentMs !== undefined && segmentMs % 40 === 0 ? segmentMs : undefined;
}

/** Milliseconds; a multiple of 40, the duration of a frame, and less than the two seconds between key pictures. */
export function keyLag(text: string): number | undefined {
  const lagMs = integerIn(text, 0, 1960);
  return lagMs !== undefined && lagMs % 40 === 0 ? lagMs : undefined;
}

export function pictureSize(text: string): PictureSize | undefined {
  return PICTURE_SIZES.find((size) => sizeName(size) === text);
}

export function audioChannels(text: string): Knobs['audioChannels'] | undefined {
  if (text === 'mono') return 1;
  return text === 'stereo' ? 2 : undefined;
}

export function holeList(text: string): Knobs['holes'] | undefined {
  if (text === 'default') return 'default';
  return text === 'none' ? [] : rangeList(text);
}

export function rangeList(text: string): readonly TimeRange[] | undefined {
  const ranges = text.split(',').map(parseHole);
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function parseHole(text: string): TimeRange | undefined {
  const [, from, to] = /^(\d{1,10})-(\d{1,10})?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const hole = { start: Number(from) * 1000, end: to === undefined ? END_OF_TIME_MS : Number(to) * 1000 };
  return hole.start < hole.end ? hole : undefined;
}

export function restartList(text: string): Knobs['restarts'] | undefined {
  return /^\d{1,10}(,\d{1,10})*$/.test(text) ? text.split(',').map((at) => Number(at) * 1000) : undefined;
}

export function kindList(text: string): readonly FaultKind[] | undefined {
  const kinds = text.split(',').map((name) => FAULT_KINDS.find((kind) => kind === name));
  return kinds.every((kind) => kind !== undefined) ? kinds : undefined;
}

/** Where the token is, and for how many seconds it is valid: `query:15`. */
export function segmentToken(text: string): SegmentToken | undefined {
  const [placeText, seconds = '', ...rest] = text.split(':');
  const place = oneOf('query', 'path')(placeText ?? '');
  const lifetimeMs = secondsToMs(integerIn(seconds, 1, 86_400));
  return place && lifetimeMs && rest.length === 0 ? { place, lifetimeMs } : undefined;
}

const ENDED_STATUSES = [401, 403, 404, 410] as const;

export const endedStatus = (text: string): Knobs['endedStatus'] | undefined =>
  ENDED_STATUSES.find((status) => String(status) === text);
