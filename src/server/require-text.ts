/** @throws RangeError for a field that is empty or missing, as what comes from the environment may be */
export function requireText(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || value === '') throw new RangeError(`${name} is missing; give a text`);
  }
}
