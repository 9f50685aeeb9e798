import { expect } from 'chai';
import { RecordedRanges, type TimeRange } from '../../../../src/core/index.ts';
import { dayRecordings } from '../../../../src/ui/panels/date-picker/day-recordings.ts';

const H = 3_600_000;
const hours = (start: number, end: number): TimeRange => ({ start: start * H, end: end * H });
const DAY = hours(24, 48);
const ALL = hours(0, 96);

describe('what is recorded of a day', () => {
  const learnt = (known: TimeRange, ...recorded: TimeRange[]) => RecordedRanges.empty.learn(known, recorded);
  const rows: [what: string, recorded: RecordedRanges, bounds: TimeRange, answer: string][] = [
    ['all of it', learnt(ALL, ALL), ALL, 'full'],
    ['all but a hole', learnt(ALL, hours(0, 30), hours(31, 96)), ALL, 'partial'],
    ['only its end', learnt(ALL, hours(40, 96)), ALL, 'partial'],
    ['nothing', learnt(ALL, hours(0, 24), hours(48, 96)), ALL, 'none'],
    ['nobody knows yet', RecordedRanges.empty, ALL, 'unknown'],
    ['the other half is not known yet', learnt(hours(0, 36), hours(0, 36)), ALL, 'full'],
    ['nothing in the half that is known', learnt(hours(0, 36)), ALL, 'unknown'],
    ['all of what the bounds leave of it', learnt(ALL, hours(30, 96)), hours(30, 96), 'full'],
    ['all but its last half minute, at live', learnt(hours(0, 40), hours(0, 39.992)), hours(0, 40), 'full'],
    [
      'all but its last two minutes, at live',
      learnt(hours(0, 40), hours(0, 39.966)),
      hours(0, 40),
      'partial',
    ],
    ['a day that has just begun', learnt(hours(0, 24), hours(0, 24)), hours(0, 24.01), 'unknown'],
  ];
  for (const [what, recorded, bounds, answer] of rows) {
    it(`${what}: ${answer}`, () => expect(dayRecordings(recorded, DAY, bounds)).to.equal(answer));
  }
});
