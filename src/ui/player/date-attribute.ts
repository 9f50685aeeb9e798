import type { ComplexAttributeConverter } from 'lit';
import { parseInstant } from '../../core/index.ts';

/**
 * Converts an attribute with a date: ISO 8601 with an offset, or epoch milliseconds. A text that is neither becomes an
 * invalid Date, which the session reports when it loads the source.
 */
export const dateAttribute: ComplexAttributeConverter<Date | null> = {
  fromAttribute: (text) => (text === null || text.trim() === '' ? null : new Date(parseInstant(text))),
};
