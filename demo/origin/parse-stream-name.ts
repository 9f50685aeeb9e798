import { KNOB_READERS } from './knob-readers.ts';
import type { Knobs } from './knobs.ts';
import { badRequest, type Refusal } from './refusal.ts';

export interface StreamName {
  readonly base: string;
  /** Only the knobs that the name turns. */
  readonly knobs: Partial<Knobs>;
}

/**
 * Reads `{base}~{knob}={value}~…`, for instance `camera~skew=7200~segment=3840`. Knobs are part of the name so that
 * they reach playlists, segments and the timeline query alike, and that tests side by side do not meet.
 */
export function parseStreamName(name: string): StreamName | Refusal {
  const [base = '', ...settings] = name.split('~');
  const seen = new Set<string>();
  let knobs: Partial<Knobs> = {};
  for (const setting of settings) {
    const [, knobName = '', value] = /^([^=]*)=?(.*)$/s.exec(setting) ?? [];
    const reader = KNOB_READERS.get(knobName);
    if (!reader) return badRequest(`There is no knob "${knobName}". Allowed: ${allKnobs()}.`);
    if (seen.has(knobName) && knobName !== 'fail')
      return badRequest(`Turn the knob "${knobName}" only once.`);
    seen.add(knobName);
    const turned = reader.read(value ?? '', knobs);
    if (!turned) return badRequest(`"${setting}" is not a setting. Allowed: ${knobName}=${reader.allowed}.`);
    knobs = { ...knobs, ...turned };
  }
  return { base, knobs };
}

const allKnobs = (): string =>
  [...KNOB_READERS].map(([name, { allowed }]) => `${name}=${allowed}`).join('; ');
