/** A stream of the built-in origin, with the knobs that its name sets. */
export interface StreamSettings {
  readonly base: string;
  /** In the order of the name. */
  readonly settings: readonly (readonly [knob: string, value: string])[];
  /** The query of the address, from `?` on, or an empty text. */
  readonly query: string;
}

/** Reads the address of a stream of the built-in origin; null for any other address. */
export function readStreamSettings(src: string): StreamSettings | null {
  const [, name, query = ''] = /^\/live\/([^/?#]+)\.m3u8(\?[^#]*)?$/.exec(src.trim()) ?? [];
  if (name === undefined) return null;
  const [base = '', ...settings] = decode(name).split('~');
  return {
    base,
    settings: settings.map((setting) => {
      const [, knob = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(setting) ?? [];
      return [knob, value] as const;
    }),
    query,
  };
}

/** Writes the address of a stream, as readable as it can be. */
export function writeStreamSettings({ base, settings, query }: StreamSettings): string {
  const name = [base, ...settings.map(([knob, value]) => `${knob}=${value}`)].join('~');
  return `/live/${encodeURI(name).replace(/[/?#]/g, encodeURIComponent)}.m3u8${query}`;
}

/** The values of a knob: none, one, or for `fail` any number. */
export const valuesOf = ({ settings }: StreamSettings, knob: string): string[] =>
  settings.filter(([name]) => name === knob).map(([, value]) => value);

/** Sets a knob where it stands, or at the end; without values, it is left out. */
export function withValues(stream: StreamSettings, knob: string, values: readonly string[]): StreamSettings {
  const { settings } = stream;
  const at = settings.findIndex(([name]) => name === knob);
  const place = at === -1 ? settings.length : at;
  const others = settings.slice(place).filter(([name]) => name !== knob);
  const set = values.map((value) => [knob, value] as const);
  return { ...stream, settings: [...settings.slice(0, place), ...set, ...others] };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign may stand for itself: see `route.ts` of the origin.
    return text;
  }
}
