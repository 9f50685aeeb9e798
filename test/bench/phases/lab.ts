import type { Row } from '../rows.ts';
import type { Browser } from 'puppeteer-core';
import { openPage, type OpenPage } from '../browser.ts';
import type { Options } from '../options.ts';
import type { PageFiles } from '../page-files.ts';
import type { BenchServer } from '../server.ts';

/** What every phase works with. */
export interface Lab {
  readonly options: Options;
  readonly browser: Browser;
  readonly server: BenchServer;
  readonly files: PageFiles;
  readonly log: (text: string) => void;
}

const LIVE_LIST_MS = 40_000;

/** A fresh page with nothing but this player, which has begun to play live, or from an instant. */
export async function openPlayer({ browser, server }: Lab, name: string, at?: number): Promise<OpenPage> {
  await (at === undefined
    ? server.prepare(Date.now() - LIVE_LIST_MS, LIVE_LIST_MS)
    : server.prepare(at, LIVE_LIST_MS));
  const start = at === undefined ? '' : `&at=${at}`;
  return openPage(browser, `${server.address}/p/${name}/?stream=${server.stream}${start}`);
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
