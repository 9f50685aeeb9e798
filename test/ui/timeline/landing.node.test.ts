import { expect } from 'chai';
import { RecordedRanges } from '../../../src/core/index.ts';
import { landingOf, type LandingScene } from '../../../src/ui/timeline/landing.ts';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-11-21T14:00:00Z');
const ago = (minutes: number): number => NOW - minutes * MINUTE_MS;

const recorded = RecordedRanges.empty.learn({ start: ago(100), end: ago(0) }, [
  { start: ago(100), end: ago(60) },
  { start: ago(40), end: ago(0.2) },
]);
const bounds = { start: ago(200), end: NOW };
const landing = (minutes: number, scene: Partial<LandingScene> = {}) =>
  landingOf({ recorded, seekable: [], bounds, now: NOW, ...scene }, ago(minutes));

describe('landingOf', () => {
  it('is the instant itself where that is recorded or not known', () => {
    for (const minutes of [70, 30, 150]) {
      expect(landing(minutes)).to.deep.equal({ at: ago(minutes), isHole: false, isMoved: false });
    }
  });

  it('is the start of the next recording for a hole', () => {
    expect(landing(50)).to.deep.equal({ at: ago(40), isHole: true, isMoved: true });
  });

  it('is the start of the next recording even if that is in the playlist', () => {
    const seekable = [{ start: ago(40), end: ago(39) }];
    expect(landing(50, { seekable })).to.deep.equal({ at: ago(40), isHole: true, isMoved: true });
  });

  it('is live near now and beyond', () => {
    for (const minutes of [0.1, 0, -5]) {
      expect(landing(minutes)).to.deep.equal({ at: null, isHole: false, isMoved: false });
    }
  });

  it('is live for a hole without a recording after it', () => {
    const ended = RecordedRanges.empty.learn({ start: ago(100), end: ago(0) }, [
      { start: ago(100), end: ago(60) },
    ]);
    expect(landing(50, { recorded: ended })).to.deep.equal({ at: null, isHole: true, isMoved: true });
  });

  it('is the instant itself where nothing is recorded at all', () => {
    const scene = {
      recorded: RecordedRanges.empty.learn({ start: ago(200), end: ago(100) }, []),
      bounds: { start: ago(200), end: ago(100) },
    };
    expect(landing(150, scene)).to.deep.equal({ at: ago(150), isHole: true, isMoved: false });
  });

  it('is the instant itself where the playlist covers it, even near live', () => {
    const seekable = [{ start: ago(1), end: ago(0.1) }];
    expect(landing(0.3, { seekable })).to.deep.equal({ at: ago(0.3), isHole: false, isMoved: false });
  });
});
