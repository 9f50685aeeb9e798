/** In the order of the table's columns; the modules in players/ have these names. */
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

export type PlayerName = (typeof PLAYERS)[number];
