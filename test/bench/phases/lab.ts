import type { Browser } from 'puppeteer-core';
import { openPage, type OpenPage } from '../browser.ts';
import type { Options } from '../options.ts';
import type { Samples } from '../samples.ts';
import type { BenchServer } from '../server.ts';
import { PLAIN, streamName, type BenchStream } from '../streams.ts';

/** What every phase works with: `run.ts` makes it and hands it to one phase after the other. */
export interface Lab {
  readonly options: Options;
  readonly browser: Browser;
  readonly server: BenchServer;
  readonly samples: Samples;
  readonly log: (text: string) => void;
}

/** As much as the live playlist holds, and more. */
const LIVE_PLAYLIST_MS = 40_000;

export interface Start {
  /** Where playback begins, in epoch milliseconds; live by default. */
  readonly at?: number;
  readonly stream?: BenchStream;
}

/**
 * Opens a fresh page in which the player begins to play, lets `use` work with it and closes it. Where that throws, the
 * report tells it and the run goes on with the next player.
 */
export async function withPlayer(
  lab: Lab,
  name: string,
  { at, stream = PLAIN }: Start,
  use: (opened: OpenPage) => Promise<void>,
): Promise<void> {
  const { browser, server, options, samples } = lab;
  await server.prepare(at ?? Date.now() - LIVE_PLAYLIST_MS, LIVE_PLAYLIST_MS, stream);
  const start = at === undefined ? '' : `&at=${at}`;
  const query = `stream=${encodeURIComponent(streamName(stream, options.latencyMs))}${start}`;
  const opened = await openPage(browser, `${server.address}/p/${name}/?${query}`);
  try {
    await use(opened);
  } catch (error) {
    samples.problems.push(`\`${name}\` could not be measured to the end: ${String(error)}`);
  } finally {
    await opened.close();
  }
}

/** Which seeks each round takes, as a half-open range of their numbers, so that all rounds together take them all. */
export function seeksByRound({ seeks, rounds }: Options): { from: number; to: number }[] {
  const count = Math.min(rounds, seeks);
  return Array.from({ length: count }, (_, round) => ({
    from: Math.floor((round * seeks) / count),
    to: Math.floor(((round + 1) * seeks) / count),
  }));
}
