/** Parsers for the values of knobs. Each returns `undefined` for a text that is not allowed. */

import type { TimeRange } from '../../src/core/time/time-range.ts';
import { PICTURE_SIZES, sizeName, type Knobs, type PictureSize } from './knobs.ts';

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

export function onOrOff(text: string): boolean | undefined {
  if (text === 'on') return true;
  return text === 'off' ? false : undefined;
}

/** Milliseconds; a multiple of 40, the duration of a frame. */
export function segmentLength(text: string): number | undefined {
  const segmentMs = numberIn(text, 1000, 20_000);
  return segmentMs !== undefined && segmentMs % 40 === 0 ? segmentMs : undefined;
}

export function pictureSize(text: string): PictureSize | undefined {
  return PICTURE_SIZES.find((size) => sizeName(size) === text);
}

export function holeList(text: string): Knobs['holes'] | undefined {
  if (text === 'default') return 'default';
  if (text === 'none') return [];
  const holes = text.split(',').map(parseHole);
  return holes.every((hole) => hole !== undefined) ? holes : undefined;
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
