import { parseArgs } from 'node:util';
import { PLAYERS } from './players.ts';

export const PHASES = [
  'seeks',
  'slow',
  'first-frame',
  'endurance',
  'cpu',
  'seams',
  'soak',
  'micro',
  'cdn',
] as const;
export type Phase = (typeof PHASES)[number];

/** What takes long has to be asked for. */
const DEFAULT_PHASES = PHASES.filter((phase) => phase !== 'soak');

export interface Options {
  /** Samples of each seek row and player. */
  readonly seeks: number;
  /** Seeks of one player are spread over so many fresh pages, in turn with the others'. */
  readonly rounds: number;
  /** Far seeks in a row for the endurance row. */
  readonly farSeeks: number;
  /** Of media, at twice the speed. */
  readonly soakMinutes: number;
  readonly players: readonly string[];
  readonly phases: readonly Phase[];
  readonly port: number;
  readonly latencyMs: number;
}

export const USAGE = `npm run bench -- [--seeks 15] [--rounds 3] [--far-seeks 50] [--soak-minutes 30]
  [--latency 40] [--port 8720] [--only ${PLAYERS.join(',')}]
  [--phases ${DEFAULT_PHASES.join(',')}]

Phases: ${PHASES.join(', ')}. A soak of 30 minutes of media takes 15 and has to be asked for: --phases soak.`;

/** @throws an Error that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeks: { type: 'string', default: '15' },
      rounds: { type: 'string', default: '3' },
      'far-seeks': { type: 'string', default: '50' },
      'soak-minutes': { type: 'string', default: '30' },
      latency: { type: 'string', default: '40' },
      port: { type: 'string', default: '8720' },
      only: { type: 'string', default: PLAYERS.join(',') },
      phases: { type: 'string', default: DEFAULT_PHASES.join(',') },
    },
  });
  const seeks = whole('seeks', values.seeks);
  return {
    seeks,
    rounds: Math.min(whole('rounds', values.rounds), seeks),
    farSeeks: whole('far-seeks', values['far-seeks']),
    soakMinutes: whole('soak-minutes', values['soak-minutes']),
    latencyMs: whole('latency', values.latency),
    port: whole('port', values.port),
    players: listed('only', values.only, PLAYERS),
    phases: listed('phases', values.phases, PHASES),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new Error(`--${name} must be a whole number from 1 on, not "${text}".`);
  return Number(text);
}

function listed<Item extends string>(name: string, text: string, allowed: readonly Item[]): Item[] {
  return text.split(',').map((asked) => {
    const item = allowed.find((each) => each === asked);
    if (item === undefined) throw new Error(`--${name}: there is no "${asked}", only ${allowed.join(', ')}.`);
    return item;
  });
}
