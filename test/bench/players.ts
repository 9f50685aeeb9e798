/** In the order of the columns of the report. `players/` holds one adapter per name. */
export const PLAYERS = [
  'ours',
  'reload',
  'reload-tuned',
  'shaka',
  'vidstack',
  'videojs',
  'mux',
  'xgplayer',
] as const;

export const OURS = 'ours';

/** Our player, built from the commit that `--against` names, with the adapter of `ours`. */
export const AGAINST = 'against';

/** A bare hls.js that calls `loadSource` for each far seek. The report compares all other players with it. */
export const BASELINE = 'reload';

/** Players with a user interface of their own. The bare hls.js players are no rivals: they have none. */
export const RIVALS = ['shaka', 'vidstack', 'videojs', 'mux', 'xgplayer'] as const;

/** Whether it is our player, of this or the other commit. Only our player has windows, events and micro-benchmarks. */
export const isOurs = (name: string): boolean => name === OURS || name === AGAINST;

/** The players in another order in each round, so that none of them always comes first. */
export function rotatePlayers(players: readonly string[], round: number): string[] {
  const first = round % players.length;
  return [...players.slice(first), ...players.slice(0, first)];
}
