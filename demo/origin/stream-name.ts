import { badRequest, type Refusal } from './answers.ts';
import { ALLOWED_FAULTS, parseFault } from './faults.ts';
import {
  holeList,
  integerIn,
  numberIn,
  oneOf,
  onOrOff,
  pictureSize,
  restartList,
  secondsToMs,
  segmentLength,
} from './knob-values.ts';
import { PICTURE_SIZES, sizeName, type Knobs } from './knobs.ts';

export interface StreamName {
  readonly base: string;
  /** Only the knobs that the name sets. */
  readonly knobs: Partial<Knobs>;
}

/** How the name of a stream spells one knob. */
export interface KnobReader {
  /** The allowed values, for messages and for the list on the demo page. */
  readonly allowed: string;
  /** The knobs that a value sets; `undefined` if the value is not allowed. */
  read(value: string, earlier: Partial<Knobs>): Partial<Knobs> | undefined;
}

const YEAR_S = 31_536_000;

export const KNOB_READERS: ReadonlyMap<string, KnobReader> = new Map([
  ['days', knob('days', '0.01 to 30', (text) => numberIn(text, 0.01, 30))],
  ['segment', knob('segmentMs', '1000 to 20000 (ms), a multiple of 40', segmentLength)],
  ['size', knob('size', PICTURE_SIZES.map(sizeName).join('|'), pictureSize)],
  [
    'variants',
    knob('variants', '2 to 4 (variants, from the smallest size)', (text) => integerIn(text, 2, 4)),
  ],
  [
    'holes',
    knob('holes', 'default|none|{from}-{to},… in epoch seconds; {from}- for a hole without an end', holeList),
  ],
  ['record', knob('record', 'always|command', oneOf('always', 'command'))],
  ['restart', knob('restarts', '{at},… in epoch seconds, when the encoder restarts', restartList)],
  ['down', knob('down', 'frozen|404 (the live playlist in a hole)', oneOf('frozen', '404'))],
  ['pdt', knob('pdt', 'all|first|discontinuity|none', oneOf('all', 'first', 'discontinuity', 'none'))],
  ['tags', knob('discontinuityTags', 'on|off', onOrOff)],
  ['start', knob('start', 'growing|sliding', oneOf('growing', 'sliding'))],
  ['offset', knob('offset', 'sliding|growing', oneOf('sliding', 'growing'))],
  ['edge', knob('edgeSegments', '1 to 1000 (segments)', (text) => integerIn(text, 1, 1000))],
  ['delay', knob('delayMs', '0 to 60000 (ms)', (text) => integerIn(text, 0, 60_000))],
  [
    'skew',
    knob('skewMs', `-${YEAR_S} to ${YEAR_S} (s)`, (text) => secondsToMs(numberIn(text, -YEAR_S, YEAR_S))),
  ],
  ['latency', knob('latencyMs', '0 to 60000 (ms)', (text) => integerIn(text, 0, 60_000))],
  ['bandwidth', knob('bytesPerSecond', '1 to 1000000000 (bytes/s)', (text) => integerIn(text, 1, 1e9))],
  ['fail', { allowed: ALLOWED_FAULTS, read: readFault }],
  ['auth', knob('authKey', 'any key', (text) => (text === '' ? undefined : text))],
  ['authttl', knob('authTtlMs', '0 to 86400 (s)', (text) => secondsToMs(integerIn(text, 0, 86_400)))],
]);

function knob<Field extends keyof Knobs>(
  field: Field,
  allowed: string,
  parse: (text: string) => Knobs[Field] | undefined,
): KnobReader {
  return {
    allowed,
    read: (text) => {
      const value = parse(text);
      return value === undefined ? undefined : { [field]: value };
    },
  };
}

/** Each `fail` adds a fault. All other knobs may be given only once. */
function readFault(text: string, { faults = [] }: Partial<Knobs>): Partial<Knobs> | undefined {
  const fault = parseFault(text);
  return fault && { faults: [...faults, fault] };
}

/**
 * Reads `{base}~{knob}={value}~…`, for instance `camera~skew=7200~segment=3840`. Knobs are part of the name for two
 * reasons: they apply to playlists, segments and the timeline query alike, and tests that run side by side do not
 * share a stream.
 */
export function parseStreamName(name: string): StreamName | Refusal {
  const [base = '', ...settings] = name.split('~');
  const seen = new Set<string>();
  let knobs: Partial<Knobs> = {};
  for (const setting of settings) {
    const [, knobName = '', value] = /^([^=]*)=?(.*)$/s.exec(setting) ?? [];
    const reader = KNOB_READERS.get(knobName);
    if (!reader) return badRequest(`There is no knob "${knobName}". Allowed: ${allKnobs()}.`);
    if (seen.has(knobName) && knobName !== 'fail') {
      return badRequest(`The knob "${knobName}" is set twice; set it only once.`);
    }
    seen.add(knobName);
    const read = reader.read(value ?? '', knobs);
    if (!read)
      return badRequest(`"${setting}" is not a valid setting. Allowed: ${knobName}=${reader.allowed}.`);
    knobs = { ...knobs, ...read };
  }
  return { base, knobs };
}

const allKnobs = (): string =>
  [...KNOB_READERS].map(([name, { allowed }]) => `${name}=${allowed}`).join('; ');
