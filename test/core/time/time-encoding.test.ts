import { expect } from 'chai';
import {
  DEFAULT_ENCODING,
  encodingError,
  TIME_FORMATS,
  TIME_UNITS,
  TIME_ZONES,
} from '../../../src/core/time/time-encoding.ts';

describe('the encodings', () => {
  it('are those of the service', () => {
    expect(TIME_FORMATS).to.deep.equal(['unix', 'human']);
    expect(TIME_UNITS).to.deep.equal(['s', 'ms', 'us', 'ns']);
    expect(TIME_ZONES).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('encodingError', () => {
  it('accepts every encoding that the service knows', () => {
    for (const format of TIME_FORMATS) {
      for (const unit of TIME_UNITS) {
        for (const zone of TIME_ZONES) expect(encodingError({ format, unit, zone })).to.equal(null);
      }
    }
  });

  it('accepts the default encoding: unix seconds in zone 0', () => {
    expect(encodingError(DEFAULT_ENCODING)).to.equal(null);
    expect(DEFAULT_ENCODING).to.deep.equal({ format: 'unix', unit: 's', zone: 0 });
  });

  // An attribute can have these values, although the types exclude them.
  const wrong: [part: Record<string, unknown>, sentence: string][] = [
    [{ format: 'roman' }, 'The format must be unix or human, not roman.'],
    [{ format: 'Unix' }, 'The format must be unix or human, not Unix.'],
    [{ format: '' }, 'The format must be unix or human, not .'],
    [{ unit: 'min' }, 'The unit must be s, ms, us or ns, not min.'],
    [{ zone: 10 }, 'The zone must be from 0 to 9, whole hours added to UTC, not 10.'],
    [{ zone: -1 }, 'The zone must be from 0 to 9, whole hours added to UTC, not -1.'],
    [{ zone: 5.5 }, 'The zone must be from 0 to 9, whole hours added to UTC, not 5.5.'],
    [{ zone: NaN }, 'The zone must be from 0 to 9, whole hours added to UTC, not NaN.'],
    [{ zone: '8' }, 'The zone must be from 0 to 9, whole hours added to UTC, not 8.'],
  ];
  for (const [part, sentence] of wrong) {
    it(`refuses ${JSON.stringify(part)} and says what is allowed`, () => {
      const error = encodingError({ ...DEFAULT_ENCODING, ...part });
      expect(error?.code).to.equal('invalid-request');
      expect(error?.message).to.equal(sentence);
    });
  }
});
