import { expect } from 'chai';
import { describe, it } from 'node:test';
import { DEFAULT_ENCODING, RecordedRanges, TimeShiftError } from '../../src/core/index.ts';
import { Prefetcher } from '../../src/streaming/prefetcher.ts';
import { ManualClock } from '../manual-clock.ts';
import { failureOf } from '../network/failure-of.ts';
import { mediaPlaylist, PlaylistServer, SRC, startsBetween } from './playlist-server.ts';

const NOW = Date.parse('2026-03-10T12:34:56Z');
const HOUR_MS = 3_600_000;
const LIVE_STARTS = startsBetween(NOW - 60_000, NOW);

/** A recording of which nothing is kept, on a page whose clock is three days behind. */
function stage(vodEnd: number | undefined) {
  const start = NOW - 20 * HOUR_MS;
  const server = new PlaylistServer((request) =>
    request.start === undefined
      ? mediaPlaylist({ starts: LIVE_STARTS, isEnded: false })
      : new TimeShiftError('not-recorded', 'Nothing is recorded there (404).'),
  );
  const prefetcher = new Prefetcher({
    source: { src: SRC, request: { start, vodEnd }, encoding: DEFAULT_ENCODING, retentionMs: 24 * HOUR_MS },
    fetcher: server,
    clock: new ManualClock(),
    serverNow: () => NOW - 72 * HOUR_MS,
    isClockSet: () => false,
    recorded: () => RecordedRanges.empty,
    onVariants: ([first]) => first,
    segments: () => [],
    variant: () => null,
  });
  return prefetcher.locate(start, new AbortController().signal);
}

describe('Prefetcher.locate', () => {
  it('goes to live where the clock says that an instant is still to come', async () => {
    const { at } = await stage(undefined);
    expect(at).to.equal(LIVE_STARTS.at(-2));
  });

  it('does not take live for a recording that has ended before', async () => {
    const failure = await failureOf(stage(NOW - 18 * HOUR_MS));
    expect(failure.code).to.equal('not-recorded');
  });
});
