import { expect } from 'chai';
import { describe, it } from 'node:test';
import { ClockedOrigin, NOW_S } from './clocked-origin.ts';
import { readPlaylist } from './read-playlist.ts';

/** Two holes: one touches five segments; the other one lasts a second, and touches two. */
const HOLES = `holes=${NOW_S + 30}-${NOW_S + 49},${NOW_S + 71}-${NOW_S + 73}`;
const PAST_HOLES = `holes=${NOW_S - 570}-${NOW_S - 551},${NOW_S - 529}-${NOW_S - 527}`;
const FROM = `lhs_start=1&lhs_start_unix_s_0=${NOW_S - 600}`;

const RELOADED = [
  { what: 'live', path: `/live/camera~${HOLES}.m3u8` },
  { what: 'growing', path: `/live/camera~${HOLES}.m3u8?${FROM}` },
  { what: 'sliding from a start', path: `/live/camera~start=sliding~${PAST_HOLES}.m3u8?${FROM}` },
  {
    what: 'sliding behind live',
    path: `/live/camera~${PAST_HOLES}.m3u8?lhs_start=1&lhs_offset_unix_s_0=600`,
  },
  { what: 'growing over restarts', path: `/live/studio~restart=${NOW_S + 30},${NOW_S + 71}.m3u8?${FROM}` },
  { what: 'live with segments of 3.84 s', path: `/live/camera~segment=3840~${HOLES}.m3u8` },
  { what: 'live without tags', path: `/live/camera~tags=off~${HOLES}.m3u8` },
];

interface Seen {
  readonly number: number;
  /** The discontinuity sequence number. */
  readonly period: number;
}

/** Reloads a playlist each second for two minutes, and fails if a segment changes its number, as clients do. */
async function reload(path: string): Promise<Map<string, Seen>> {
  const origin = new ClockedOrigin();
  const seen = new Map<string, Seen>();
  for (let second = 0; second < 120; second += 1) {
    const { segments, discontinuitySequence = 0 } = await readPlaylist(await origin.get(path));
    let period = discontinuitySequence;
    for (const { uri, number, isDiscontinuity } of segments) {
      if (isDiscontinuity) period += 1;
      expect(seen.get(uri) ?? { number, period }, `${uri} after ${second} s`).to.deep.equal({
        number,
        period,
      });
      seen.set(uri, { number, period });
    }
    await origin.clock.advance(1000);
  }
  return seen;
}

describe('A playlist that is reloaded for two minutes across two holes or restarts', () => {
  for (const { what, path } of RELOADED) {
    it(`never changes the number and the period of a segment: ${what}`, async () => {
      const seen = [...(await reload(path)).values()];
      expect(seen.length).to.be.above(20);
      const first = seen[0]!;
      expect(seen.map(({ number }) => number)).to.deep.equal(seen.map((_, index) => first.number + index));
      const periods = new Set(seen.map(({ period }) => period - first.period));
      expect([...periods]).to.deep.equal(path.includes('tags=off') ? [0] : [0, 1, 2]);
    });
  }
});
