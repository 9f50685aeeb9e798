import type { Row } from '../rows.ts';
import type { Browser } from 'puppeteer-core';
import { openPage, type OpenPage } from '../browser.ts';
import type { Options } from '../options.ts';
import type { PageFiles } from '../page-files.ts';
import type { BenchServer } from '../server.ts';
import { PLAIN, streamName, type BenchStream } from '../streams.ts';

/** What every phase works with. */
export interface Lab {
  readonly options: Options;
  readonly browser: Browser;
  readonly server: BenchServer;
  readonly files: PageFiles;
  readonly log: (text: string) => void;
}

/** The player that some phases are about. */
export const OURS = 'ours';

const LIVE_LIST_MS = 40_000;

export interface Start {
  /** Epoch milliseconds; live unless given. */
  readonly at?: number;
  readonly stream?: BenchStream;
}

/** A fresh page with nothing but this player, which has begun to play live, or from an instant. */
export async function openPlayer(
  { browser, server, options }: Lab,
  name: string,
  { at, stream = PLAIN }: Start = {},
): Promise<OpenPage> {
  await server.prepare(at ?? Date.now() - LIVE_LIST_MS, LIVE_LIST_MS, stream);
  const start = at === undefined ? '' : `&at=${at}`;
  const query = `stream=${encodeURIComponent(streamName(stream, options.latencyMs))}${start}`;
  return openPage(browser, `${server.address}/p/${name}/?${query}`);
}

/** The players, each round beginning with another one. */
export function inTurn(players: readonly string[], round: number): string[] {
  const first = round % players.length;
  return [...players.slice(first), ...players.slice(0, first)];
}

/** Samples by row and player. `null` in the place of a sample: it was tried, and there was no result. */
export class Samples {
  /** What went wrong, in sentences for a person. */
  readonly problems: string[] = [];
  readonly rows = new Map<Row, Map<string, (number | null)[]>>();

  add(row: Row, player: string, ...values: (number | null)[]): void {
    const players = this.rows.get(row) ?? new Map<string, (number | null)[]>();
    this.rows.set(row, players);
    players.set(player, [...(players.get(player) ?? []), ...values]);
  }

  of(row: Row, player: string): readonly (number | null)[] {
    return this.rows.get(row)?.get(player) ?? [];
  }
}
