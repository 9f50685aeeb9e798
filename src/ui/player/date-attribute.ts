import type { ComplexAttributeConverter } from 'lit';
import { parseInstant } from '../../core/index.ts';

/** ISO 8601 with an offset, or epoch milliseconds. What cannot be read becomes an invalid Date, and is told at load. */
export const dateAttribute: ComplexAttributeConverter<Date | null> = {
  fromAttribute: (text) => (text === null || text.trim() === '' ? null : new Date(parseInstant(text))),
};
