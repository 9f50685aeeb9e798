import { badRequest, type Refusal } from './answers.ts';
import { ALLOWED_CHANGES, encoderChanges } from './encoder-settings.ts';
import { ALLOWED_FAULTS, FAULT_KINDS, parseFault } from './faults.ts';
import {
  audioChannels,
  endedStatus,
  framesToMs,
  holeList,
  integerIn,
  keyLag,
  kindList,
  numberIn,
  oneOf,
  onOrOff,
  pictureSize,
  rangeList,
  restartList,
  secondsToMs,
  segmentLength,
  segmentToken,
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
const DAY_S = 86_400;

export const KNOB_READERS: ReadonlyMap<string, KnobReader> = new Map([
  ['days', knob('days', '0.01 to 30', (text) => numberIn(text, 0.01, 30))],
  [
    'age',
    knob('ageMs', '0.001 to 30 (days since the first publish)', (text) =>
      secondsToMs(times(numberIn(text, 0.001, 30), DAY_S)),
    ),
  ],
  ['segment', knob('segmentMs', '1000 to 20000 (ms), a multiple of 40', segmentLength)],
  ['container', knob('container', 'ts|fmp4', oneOf('ts', 'fmp4'))],
  ['size', knob('size', PICTURE_SIZES.map(sizeName).join('|'), pictureSize)],
  ['profile', knob('profile', 'baseline|main (of H.264)', oneOf('baseline', 'main'))],
  ['bframes', knob('hasBPictures', 'on|off', onOrOff)],
  ['channels', knob('audioChannels', 'mono|stereo', audioChannels)],
  ['change', knob('changes', ALLOWED_CHANGES, encoderChanges)],
  [
    'variants',
    knob('variants', '2 to 4 (variants, from the smallest size)', (text) => integerIn(text, 2, 4)),
  ],
  [
    'audio',
    knob(
      'audio',
      'muxed|separate|none|only (in a playlist of its own; without sound; without the picture)',
      oneOf('muxed', 'separate', 'none', 'only'),
    ),
  ],
  ['subtitles', knob('subtitles', 'off|on|only (only: the stream is subtitles)', oneOf('off', 'on', 'only'))],
  [
    'hevc',
    knob(
      'hevc',
      'off|first|unstated|only (variants in H.265 first, without CODECS, or no others)',
      oneOf('off', 'first', 'unstated', 'only'),
    ),
  ],
  ['noaudio', knob('withoutAudio', '{from}-{to},… in epoch seconds, when there is no sound', rangeList)],
  ['novideo', knob('withoutVideo', '{from}-{to},… in epoch seconds, when there is no picture', rangeList)],
  ['keylag', knob('keyLagMs', '0 to 1960 (ms since the last key picture), a multiple of 40', keyLag)],
  [
    'aes',
    knob('aesMs', '1 to 86400 (s, how long a key of AES-128 is used)', (text) =>
      secondsToMs(integerIn(text, 1, DAY_S)),
    ),
  ],
  [
    'holes',
    knob('holes', 'default|none|{from}-{to},… in epoch seconds; {from}- for a hole without an end', holeList),
  ],
  ['record', knob('record', 'always|command', oneOf('always', 'command'))],
  ['restart', knob('restarts', '{at},… in epoch seconds, when the encoder restarts', restartList)],
  ['down', knob('down', 'frozen|ended|404 (the live playlist in a hole)', oneOf('frozen', 'ended', '404'))],
  [
    'encoder',
    knob('encoderMs', `-${DAY_S} to ${DAY_S} (s), a multiple of 0.04`, (text) =>
      framesToMs(text, -DAY_S, DAY_S),
    ),
  ],
  ['pdt', knob('pdt', 'all|first|discontinuity|none', oneOf('all', 'first', 'discontinuity', 'none'))],
  ['tags', knob('discontinuityTags', 'on|off', onOrOff)],
  [
    'rounding',
    knob('roundingMs', '1 to 10000 (ms, the unit of EXTINF)', (text) => integerIn(text, 1, 10_000)),
  ],
  [
    'names',
    knob(
      'names',
      'path|query|script|folder|restart (of segments)',
      oneOf('path', 'query', 'script', 'folder', 'restart'),
    ),
  ],
  ['define', knob('define', 'on|off (EXT-X-DEFINE)', onOrOff)],
  ['spaces', knob('spaces', 'on|off (in attribute lists)', onOrOff)],
  ['shift', knob('shift', 'on|off (time shift)', onOrOff)],
  ['vodend', knob('vodEnd', 'yes|no (whether it is understood)', oneOf('yes', 'no'))],
  ['start', knob('start', 'growing|sliding', oneOf('growing', 'sliding'))],
  ['offset', knob('offset', 'sliding|growing', oneOf('sliding', 'growing'))],
  ['edge', knob('edgeSegments', '1 to 1000 (segments)', (text) => integerIn(text, 1, 1000))],
  ['delay', knob('delayMs', '0 to 60000 (ms)', (text) => integerIn(text, 0, 60_000))],
  [
    'timeline',
    knob(
      'timeline',
      'ok|403|404|4001|4002|4003|5001',
      oneOf('ok', '403', '404', '4001', '4002', '4003', '5001'),
    ),
  ],
  ['flap', knob('flap', 'none|500|5001 (every second timeline query)', oneOf('none', '500', '5001'))],
  [
    'late',
    knob('lateMs', '0 to 86400 (s until the timeline lists a segment)', (text) =>
      secondsToMs(integerIn(text, 0, DAY_S)),
    ),
  ],
  [
    'claims',
    knob('claims', '{from}-{to},… in epoch seconds, what the timeline lists without reason', rangeList),
  ],
  [
    'cluster',
    knob('clusterMs', `-${DAY_S} to ${DAY_S} (s, the other server's clock)`, (text) =>
      secondsToMs(integerIn(text, -DAY_S, DAY_S)),
    ),
  ],
  [
    'cache',
    knob('cacheMs', `0 to ${7 * DAY_S} (s, the age of settled answers of the timeline)`, (text) =>
      secondsToMs(integerIn(text, 0, 7 * DAY_S)),
    ),
  ],
  [
    'skew',
    knob('skewMs', `-${YEAR_S} to ${YEAR_S} (s)`, (text) => secondsToMs(numberIn(text, -YEAR_S, YEAR_S))),
  ],
  ['latency', knob('latencyMs', '0 to 60000 (ms)', (text) => integerIn(text, 0, 60_000))],
  ['bandwidth', knob('bytesPerSecond', '1 to 1000000000 (bytes/s)', (text) => integerIn(text, 1, 1e9))],
  ['fail', { allowed: ALLOWED_FAULTS, read: readFault }],
  ['auth', knob('authKey', 'any key', (text) => (text === '' ? undefined : text))],
  ['authttl', knob('authTtlMs', '0 to 86400 (s)', (text) => secondsToMs(integerIn(text, 0, 86_400)))],
  ['nocors', knob('withoutCors', `{${FAULT_KINDS.join('|')}},… (other origins cannot read these)`, kindList)],
  ['token', knob('token', '{query|path}:{1 to 86400 s} (in URLs of segments)', segmentToken)],
  ['ended', knob('endedStatus', '401|403|404|410 (once a token has ended)', endedStatus)],
  [
    'redirect',
    knob('redirect', 'off|path|host (of playlists; 127.0.0.1 to localhost)', oneOf('off', 'path', 'host')),
  ],
]);

const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;

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
