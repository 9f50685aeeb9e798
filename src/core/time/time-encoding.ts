import { invalidRequest, type TimeShiftError } from '../service/time-shift-error.ts';

export const TIME_FORMATS = ['unix', 'human'] as const;
export const TIME_UNITS = ['s', 'ms', 'us', 'ns'] as const;
export const TIME_ZONES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export type TimeFormat = (typeof TIME_FORMATS)[number];
export type TimeUnit = (typeof TIME_UNITS)[number];
/** Whole hours that are **added to UTC**. The zone shifts `unix` values too, see `shiftIntoZone` in time-key.ts. */
export type TimeZoneHours = (typeof TIME_ZONES)[number];

/** How a time is written in a URL, under the key `lhs_{type}_{format}_{unit}_{zone}`. */
export interface TimeEncoding {
  readonly format: TimeFormat;
  readonly unit: TimeUnit;
  readonly zone: TimeZoneHours;
}

/** An error that names the part of an encoding that the service does not know; null if it knows all parts. */
export function encodingError({ format, unit, zone }: TimeEncoding): TimeShiftError | null {
  if (!TIME_FORMATS.includes(format))
    return invalidRequest(`The format must be unix or human, not ${format}.`);
  if (!TIME_UNITS.includes(unit)) return invalidRequest(`The unit must be s, ms, us or ns, not ${unit}.`);
  if (TIME_ZONES.includes(zone)) return null;
  return invalidRequest(`The zone must be from 0 to 9, whole hours added to UTC, not ${zone}.`);
}

/** The only encoding that cannot be misread: with zone 0 it does not matter whether the zone shifts `unix` values. */
export const DEFAULT_ENCODING: TimeEncoding = { format: 'unix', unit: 's', zone: 0 };
