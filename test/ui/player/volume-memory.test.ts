import { expect } from 'chai';
import { rememberedVolume, rememberVolume } from '../../../src/ui/player/volume-memory.ts';

describe('the volume that is remembered', () => {
  const { getItem, setItem } = Object.getOwnPropertyDescriptors(Storage.prototype);
  afterEach(() => {
    Object.defineProperties(Storage.prototype, { getItem, setItem });
    localStorage.clear();
  });

  for (const volume of [0, 0.35, 1]) {
    it(`is ${volume} once it was that`, () => {
      rememberVolume(volume);
      expect(rememberedVolume()).to.equal(volume);
    });
  }

  it('is none at first', () => expect(rememberedVolume()).to.equal(null));

  for (const kept of ['', 'loud', 'NaN', '-0.1', '1.1', 'Infinity']) {
    it(`is none where something else has kept “${kept}”`, () => {
      localStorage.setItem('time-shift-volume', kept);
      expect(rememberedVolume()).to.equal(null);
    });
  }

  it('is none where the browser keeps nothing', () => {
    const forbid = () => {
      throw new DOMException('Not here.', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: forbid, setItem: forbid });
    rememberVolume(0.5);
    expect(rememberedVolume()).to.equal(null);
  });
});
