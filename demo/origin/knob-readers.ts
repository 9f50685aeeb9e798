import { ALLOWED_FAULTS, parseFault } from './fault.ts';
import {
  holeList,
  numberIn,
  oneOf,
  onOrOff,
  pictureSize,
  restartList,
  segmentLength,
  thousandfold,
  wholeIn,
} from './knob-values.ts';
import type { Knobs } from './knobs.ts';
import { PICTURE_SIZES, sizeName } from './picture-size.ts';

/** How one knob is spelled in a stream's name. */
export interface KnobReader {
  readonly allowed: string;
  /** What the value turns; `undefined` where it is not an allowed one. */
  read(value: string, earlier: Partial<Knobs>): Partial<Knobs> | undefined;
}

const YEAR_S = 31_536_000;

export const KNOB_READERS: ReadonlyMap<string, KnobReader> = new Map([
  ['days', knob('days', '0.01 to 30', (text) => numberIn(text, 0.01, 30))],
  ['segment', knob('segmentMs', '1000 to 20000 (ms), a multiple of 40', segmentLength)],
  ['size', knob('size', PICTURE_SIZES.map(sizeName).join('|'), pictureSize)],
  ['variants', knob('variants', '2 to 4 (qualities, the smallest sizes)', (text) => wholeIn(text, 2, 4))],
  [
    'holes',
    knob('holes', 'default|none|{from}-{to},… in epoch seconds; {from}- for one that goes on', holeList),
  ],
  ['record', knob('record', 'always|command', oneOf('always', 'command'))],
  ['restart', knob('restarts', '{at},… in epoch seconds, when the encoder starts anew', restartList)],
  ['down', knob('down', 'frozen|404 (the live playlist in a hole)', oneOf('frozen', '404'))],
  ['pdt', knob('pdt', 'all|first|discontinuity|none', oneOf('all', 'first', 'discontinuity', 'none'))],
  ['tags', knob('discontinuityTags', 'on|off', onOrOff)],
  ['start', knob('start', 'growing|sliding', oneOf('growing', 'sliding'))],
  ['offset', knob('offset', 'sliding|growing', oneOf('sliding', 'growing'))],
  ['edge', knob('edgeSegments', '1 to 1000 (segments)', (text) => wholeIn(text, 1, 1000))],
  ['delay', knob('delayMs', '0 to 60000 (ms)', (text) => wholeIn(text, 0, 60_000))],
  [
    'skew',
    knob('skewMs', `-${YEAR_S} to ${YEAR_S} (s)`, (text) => thousandfold(numberIn(text, -YEAR_S, YEAR_S))),
  ],
  ['latency', knob('latencyMs', '0 to 60000 (ms)', (text) => wholeIn(text, 0, 60_000))],
  ['bandwidth', knob('bytesPerSecond', '1 to 1000000000 (bytes/s)', (text) => wholeIn(text, 1, 1e9))],
  ['fail', { allowed: ALLOWED_FAULTS, read: readFault }],
  ['auth', knob('authKey', 'any key', (text) => (text === '' ? undefined : text))],
  ['authttl', knob('authTtlMs', '0 to 86400 (s)', (text) => thousandfold(wholeIn(text, 0, 86_400)))],
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

/** The only knob that may be there more than once. */
function readFault(text: string, { faults = [] }: Partial<Knobs>): Partial<Knobs> | undefined {
  const fault = parseFault(text);
  return fault && { faults: [...faults, fault] };
}
