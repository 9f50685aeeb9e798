import type { TimeRange } from '../../src/core/time/time-range.ts';
import type { Knobs } from './knobs.ts';
import { PICTURE_SIZES, sizeName, type PictureSize } from './picture-size.ts';

/** The last instant that a time key can say; the end of what goes on. */
export const END_OF_TIME_MS = 1e13;

export function numberIn(text: string, least: number, most: number): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

export function wholeIn(text: string, least: number, most: number): number | undefined {
  const value = numberIn(text, least, most);
  return Number.isInteger(value) ? value : undefined;
}

export const thousandfold = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value * 1000);

export function oneOf<Word extends string>(...words: Word[]): (text: string) => Word | undefined {
  return (text) => words.find((word) => word === text);
}

export function onOrOff(text: string): boolean | undefined {
  if (text === 'on') return true;
  return text === 'off' ? false : undefined;
}

/** Milliseconds; a frame lasts 40 of them. */
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
  const holes = text.split(',').map(readHole);
  return holes.every((hole) => hole !== undefined) ? holes : undefined;
}

function readHole(text: string): TimeRange | undefined {
  const [, from, to] = /^(\d{1,10})-(\d{1,10})?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const hole = { start: Number(from) * 1000, end: to === undefined ? END_OF_TIME_MS : Number(to) * 1000 };
  return hole.start < hole.end ? hole : undefined;
}

export function restartList(text: string): Knobs['restarts'] | undefined {
  return /^\d{1,10}(,\d{1,10})*$/.test(text) ? text.split(',').map((at) => Number(at) * 1000) : undefined;
}
