import { parseArgs } from 'node:util';

export interface Options {
  readonly seed: number;
  readonly minutes: number;
  /** The index of the only scenario to run; null to run one after the other. */
  readonly scenario: number | null;
  /** A file with the only scenario to run. */
  readonly replay: string | null;
  /** How often to run a scenario that is replayed. */
  readonly times: number;
  /** Whether a scenario that fails is cut down to the steps that it needs to fail. */
  readonly shrinks: boolean;
}

export const USAGE = `npm run chaos -- [options]

  --seed N         scenarios are made from this seed, the same ones each time (default: 1)
  --minutes M      for how long to run scenarios (default: 2)
  --scenario K     run only the scenario with this index
  --replay FILE    run only the scenario in this file
  --times T        how often to run that one scenario until it fails (default: 1)
  --shrink         cut a scenario that fails down to the steps that it needs to fail`;

/** @throws TypeError or RangeError that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '2' },
      scenario: { type: 'string' },
      replay: { type: 'string' },
      times: { type: 'string', default: '1' },
      shrink: { type: 'boolean', default: false },
    },
  });
  return {
    seed: readNumber('seed', values.seed),
    minutes: readNumber('minutes', values.minutes),
    scenario: values.scenario === undefined ? null : readNumber('scenario', values.scenario),
    replay: values.replay ?? null,
    times: readNumber('times', values.times),
    shrinks: values.shrink,
  };
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && value >= 0) return value;
  throw new RangeError(`--${name} must be a number of at least 0, not "${text}".`);
}
