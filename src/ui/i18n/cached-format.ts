const formats = new Map<string, Intl.DateTimeFormat>();

/** Returns a cached format, since formats are slow to create and fast to use. It throws as their constructor does. */
export function cachedFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const cached = formats.get(key);
  if (cached) return cached;
  const format = new Intl.DateTimeFormat(language || undefined, options);
  formats.set(key, format);
  return format;
}
