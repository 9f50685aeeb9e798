import { expect } from 'chai';
import { rememberedVolume, rememberVolume } from '../../../src/ui/player/volume-memory.ts';

describe('rememberedVolume', () => {
  const { getItem, setItem } = Object.getOwnPropertyDescriptors(Storage.prototype);
  afterEach(() => {
    Object.defineProperties(Storage.prototype, { getItem, setItem });
    localStorage.clear();
  });

  for (const volume of [0, 0.35, 1]) {
    it(`is ${volume} after that was remembered`, () => {
      rememberVolume(volume);
      expect(rememberedVolume()).to.equal(volume);
    });
  }

  it('is null at first', () => expect(rememberedVolume()).to.equal(null));

  for (const kept of ['', 'loud', 'NaN', '-0.1', '1.1', 'Infinity']) {
    it(`is null where the storage has “${kept}”`, () => {
      localStorage.setItem('time-shift-volume', kept);
      expect(rememberedVolume()).to.equal(null);
    });
  }

  it('is null where the browser forbids storage', () => {
    const forbid = () => {
      throw new DOMException('Not here.', 'SecurityError');
    };
    Object.assign(Storage.prototype, { getItem: forbid, setItem: forbid });
    rememberVolume(0.5);
    expect(rememberedVolume()).to.equal(null);
  });
});
