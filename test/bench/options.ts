import { parseArgs } from 'node:util';
import { AGAINST, OURS, PLAYERS } from './players.ts';

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

/** The soak takes so long that it only runs on request. */
const DEFAULT_PHASES = PHASES.filter((phase) => phase !== 'soak');

export interface Options {
  /** Samples per player in each row with seeks or first frames. */
  readonly seeks: number;
  /** The players take turns in so many rounds. Each round opens fresh pages. */
  readonly rounds: number;
  /** Far seeks in a row in the endurance phase. */
  readonly farSeeks: number;
  /** Minutes of media, which play at twice the speed. */
  readonly soakMinutes: number;
  /** With `AGAINST` where another commit is measured too. */
  readonly players: readonly string[];
  /** The git revision of the other commit; null: none is measured. */
  readonly against: string | null;
  readonly phases: readonly Phase[];
  readonly port: number;
  readonly latencyMs: number;
}

export const USAGE = `npm run bench -- [--seeks 15] [--rounds 3] [--far-seeks 50] [--soak-minutes 30]
  [--latency 40] [--port 8720] [--against <git revision>]
  [--only ${PLAYERS.join(',')}]
  [--phases ${DEFAULT_PHASES.join(',')}]

--against builds our player from that commit, too, and compares the two in the same run.
Phases: ${PHASES.join(', ')}. The soak takes 15 minutes for 30 minutes of media and only runs on request.`;

/** @throws an Error that names the wrong argument and what is allowed */
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
      against: { type: 'string' },
      only: { type: 'string', default: PLAYERS.join(',') },
      phases: { type: 'string', default: DEFAULT_PHASES.join(',') },
    },
  });
  const { against = null } = values;
  const players = parseList('only', values.only, PLAYERS);
  if (against !== null && !players.includes(OURS))
    throw new Error(`--against compares a commit with "${OURS}", so --only must include "${OURS}".`);
  return {
    seeks: parseCount('seeks', values.seeks),
    rounds: parseCount('rounds', values.rounds),
    farSeeks: parseCount('far-seeks', values['far-seeks']),
    soakMinutes: parseCount('soak-minutes', values['soak-minutes']),
    latencyMs: parseCount('latency', values.latency),
    port: parseCount('port', values.port),
    players: players.flatMap((name) => (name === OURS && against !== null ? [name, AGAINST] : [name])),
    against,
    phases: parseList('phases', values.phases, PHASES),
  };
}

function parseCount(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text))
    throw new Error(`--${name} must be a whole number between 1 and 99999, not "${text}".`);
  return Number(text);
}

function parseList<Item extends string>(name: string, text: string, allowed: readonly Item[]): Item[] {
  return text.split(',').map((given) => {
    const item = allowed.find((each) => each === given);
    if (item === undefined) throw new Error(`--${name} allows ${allowed.join(', ')}, not "${given}".`);
    return item;
  });
}
