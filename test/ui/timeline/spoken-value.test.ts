import { expect } from 'chai';
import { RecordedRanges } from '../../../src/core/index.ts';
import { en } from '../../../src/ui/i18n/en.ts';
import { DateFormat } from '../../../src/ui/i18n/date-format.ts';
import {
  type SpokenScene,
  spokenScene,
  spokenSeconds,
  spokenText,
} from '../../../src/ui/timeline/spoken-value.ts';

const NOW = Date.parse('2026-11-21T14:21:42Z');
const recorded = RecordedRanges.empty.learn({ start: NOW - 7_200_000, end: NOW }, [
  { start: NOW - 3_600_000, end: NOW - 10_000 },
]);

const scene = (change: Partial<SpokenScene> = {}): SpokenScene => ({
  recorded,
  bounds: { start: NOW - 86_400_000, end: NOW },
  now: NOW,
  playhead: Date.parse('2026-11-21T14:05:30Z'),
  seekingTo: null,
  ...change,
});

/** Some browsers write a comma after the weekday. */
const text = (change: Partial<SpokenScene>, language = 'en-GB', zone = 'UTC') =>
  spokenText(scene(change), new DateFormat(language, zone), (word) => en[word]).replace(
    'Saturday, ',
    'Saturday ',
  );

describe('spokenText', () => {
  it('has the date, the time, and that it is recorded', () => {
    expect(text({})).to.equal('Saturday 21 November 2026, 14:05:30, recorded');
  });

  it('is in the language and the zone of the page', () => {
    expect(text({}, 'de', 'Europe/Berlin')).to.equal('Samstag, 21. November 2026, 15:05:30, recorded');
  });

  it('ends with “live” at live', () => {
    expect(text({ playhead: NOW - 8000 })).to.equal('Saturday 21 November 2026, 14:21:34, live');
  });

  it('ends with “not recorded” in a hole', () => {
    expect(text({ playhead: NOW - 7_000_000 })).to.match(/, not recorded$/);
  });

  it('ends with “not known yet” where the server has not told', () => {
    expect(text({ playhead: NOW - 9_000_000 })).to.match(/, not known yet$/);
  });

  it('is about the target of a seek under way', () => {
    expect(text({ seekingTo: NOW - 600_000 })).to.equal('Saturday 21 November 2026, 14:11:42, recorded');
  });

  it('says so when nothing is playing', () => {
    expect(text({ playhead: null })).to.equal('Nothing is playing');
  });
});

describe('spokenSeconds', () => {
  const seconds = (change: Partial<SpokenScene>) => {
    const { min, max, now } = spokenSeconds(scene(change));
    return [min, max, now];
  };
  const S = NOW / 1000;

  it('has the bounds and the playhead in epoch seconds', () =>
    expect(seconds({ playhead: NOW - 59_001 })).to.deep.equal([S - 86_400, S, S - 60]));

  it('has the target of a seek under way', () =>
    expect(seconds({ seekingTo: NOW - 600_000 })[2]).to.equal(S - 600));

  it('has the end of the bounds when nothing is playing', () =>
    expect(seconds({ playhead: null })[2]).to.equal(Math.floor((NOW - 1) / 1000)));

  it('stays within the bounds', () => expect(seconds({ playhead: 0 })[2]).to.equal(S - 86_400));
});

describe('spokenScene', () => {
  const before = scene();
  const later = (seconds: number, change: Partial<SpokenScene> = {}) =>
    scene({ now: NOW + seconds * 1000, playhead: (before.playhead ?? 0) + seconds * 1000, ...change });
  const isNews = (now: SpokenScene) => spokenScene(before, now) === now;

  it('stays the same for ten seconds of playback', () => {
    expect(isNews(later(1))).to.equal(false);
    expect(isNews(later(9.9))).to.equal(false);
    expect(isNews(later(10))).to.equal(true);
  });

  it('stays the same for ten seconds at four times the speed', () => {
    expect(isNews(later(9, { playhead: (before.playhead ?? 0) + 36_000 }))).to.equal(false);
  });

  it('changes at once for a seek', () => expect(isNews(later(1, { seekingTo: NOW - 5000 }))).to.equal(true));

  it('changes at once when playback goes live', () =>
    expect(isNews(later(1, { playhead: NOW }))).to.equal(true));

  it('changes at once with the first picture', () => {
    const idle = scene({ playhead: null });
    expect(spokenScene(idle, later(1))).to.not.equal(idle);
  });
});
