import { expect } from 'chai';
import type { TimeShiftErrorCode, TimeShiftErrorReason } from '../../../src/core/index.ts';
import { ar } from '../../../src/ui/i18n/ar.ts';
import { en } from '../../../src/ui/i18n/en.ts';
import { enPanels } from '../../../src/ui/i18n/en-panels.ts';
import { zh } from '../../../src/ui/i18n/zh.ts';

/** Returns all texts of a translation by their path, such as `errors.network`. */
function sentences(translation: object, path = ''): [place: string, sentence: string][] {
  return Object.entries(translation).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const place = path + key;
    if (typeof value === 'function') return [[place, String((value as (...args: string[]) => unknown)('7'))]];
    return typeof value === 'object' ? sentences(value ?? {}, `${place}.`) : [[place, value as string]];
  });
}

/** Texts that are the same in every language: what is printed on keys, and names. */
const UNTRANSLATED = /^(?:\$|airplay$|keyNames\.)/;
/** The compiler tells when one is missing. */
const FAILURES: Record<TimeShiftErrorCode | TimeShiftErrorReason, true> = {
  'invalid-request': true,
  'not-recorded': true,
  forbidden: true,
  network: true,
  timeline: true,
  media: true,
  unsupported: true,
  cors: true,
  busy: true,
  answer: true,
  part: true,
  'not-live': true,
  'no-time-shift': true,
  codec: true,
  'no-decoder': true,
  protected: true,
};

describe('translations', () => {
  for (const [translation, letters] of [
    [zh, /\p{Script=Han}/u],
    [ar, /\p{Script=Arabic}/u],
  ] as const) {
    it(`are complete in ${translation.$name}, and have no English text`, () => {
      const said = sentences(translation).filter(([place]) => !UNTRANSLATED.test(place));
      expect(said.filter(([, sentence]) => !letters.test(sentence))).to.deep.equal([]);
      const isMissing = ([place]: [string, string]) => !said.some(([other]) => other === place);
      const inEnglish = sentences({ ...en, ...enPanels }).filter(([place]) => !UNTRANSLATED.test(place));
      expect(inEnglish.filter(isMissing)).to.deep.equal([]);
    });

    it(`have a sentence for each error in ${translation.$name}, which names what can be looked up`, () => {
      expect(Object.keys(translation.errors)).to.have.members(Object.keys(FAILURES));
      expect(translation.errors.cors).to.contain('CORS');
      expect(translation.errors.busy).to.match(/429.*503/);
      expect(translation.errors['no-decoder']).to.contain('{}');
    });

    it(`use all values that are passed to texts in ${translation.$name}`, () => {
      expect(translation.skippedHole('F', 'T', 'A')).to.match(/F.*T.*A/);
      expect(translation.notKept('F', 'T')).to.match(/F.*T/);
      expect(translation.silentSince('S')).to.contain('S');
      expect(translation.behindLive('B')).to.contain('B');
    });
  }

  it('count seconds in Arabic with its plurals', () => {
    expect([1, 2, 5, 10, 30, 103].map((seconds) => ar.back(seconds))).to.deep.equal([
      'الرجوع ثانية واحدة',
      'الرجوع ثانيتين',
      'الرجوع 5 ثوانٍ',
      'الرجوع 10 ثوانٍ',
      'الرجوع 30 ثانية',
      'الرجوع 103 ثوانٍ',
    ]);
  });
});
