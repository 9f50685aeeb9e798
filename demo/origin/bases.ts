import type { Knobs } from './knobs.ts';

export interface Base {
  readonly channel: number;
  /** The knobs that differ from `DEFAULT_KNOBS`. */
  readonly knobs: Partial<Knobs>;
}

/** The streams of the origin, by their names without knobs. */
export const BASES: ReadonlyMap<string, Base> = new Map<string, Base>([
  ['camera', { channel: 1, knobs: {} }],
  ['studio', { channel: 2, knobs: { holes: [] } }],
  ['night', { channel: 3, knobs: {} }],
  ['hall', { channel: 4, knobs: { holes: [], record: 'command' } }],
  ['gate', { channel: 5, knobs: { authKey: 'gate-key' } }],
]);
