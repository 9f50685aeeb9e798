import { expect } from 'chai';
import { ar } from '../../../src/ui/i18n/ar.ts';
import { en } from '../../../src/ui/i18n/en.ts';
import { zh } from '../../../src/ui/i18n/zh.ts';

/** All that a translation says, by where it stands: `errors.network`. */
function sentences(translation: object, path = ''): [place: string, sentence: string][] {
  return Object.entries(translation).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const place = path + key;
    if (typeof value === 'function') return [[place, String((value as (...args: string[]) => unknown)('7'))]];
    return typeof value === 'object' ? sentences(value ?? {}, `${place}.`) : [[place, value as string]];
  });
}

/** What is the same everywhere: printed on keys, or a name. */
const UNTRANSLATED = /^(?:\$|airplay$|keyNames\.)/;
const CODES = ['invalid-request', 'not-recorded', 'forbidden', 'network', 'timeline', 'media', 'unsupported'];

describe('translations', () => {
  for (const [translation, letters] of [
    [zh, /\p{Script=Han}/u],
    [ar, /\p{Script=Arabic}/u],
  ] as const) {
    it(`are complete in ${translation.$name}, and nothing in them is English`, () => {
      const said = sentences(translation).filter(([place]) => !UNTRANSLATED.test(place));
      expect(said.filter(([, sentence]) => !letters.test(sentence))).to.deep.equal([]);
      const isMissing = ([place]: [string, string]) => !said.some(([other]) => other === place);
      const inEnglish = sentences(en).filter(([place]) => !UNTRANSLATED.test(place));
      expect(inEnglish.filter(isMissing)).to.deep.equal([]);
    });

    it(`say in ${translation.$name} what to do about each error`, () =>
      expect(Object.keys(translation.errors)).to.have.members(CODES));

    it(`leave nothing out that sentences in ${translation.$name} are told`, () => {
      expect(translation.skippedHole('F', 'T', 'A')).to.match(/F.*T.*A/);
      expect(translation.notKept('F', 'T')).to.match(/F.*T/);
      expect(translation.silentSince('S')).to.contain('S');
      expect(translation.behindLive('B')).to.contain('B');
    });
  }

  it('count seconds as Arabic does', () => {
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
