import { expect } from 'chai';
import { keyIntent, type KeyIntent } from '../../../src/ui/timeline/key-intent.ts';

const step = (seconds: number): KeyIntent => ({ kind: 'step', seconds });

const intentOf = (key: string, modifiers: KeyboardEventInit = {}, isRtl = false): KeyIntent =>
  keyIntent(new KeyboardEvent('keydown', { key, ...modifiers }), isRtl);

describe('keyIntent', () => {
  const cases: [key: string, modifiers: KeyboardEventInit, intent: KeyIntent][] = [
    ['ArrowRight', {}, step(5)],
    ['ArrowLeft', {}, step(-5)],
    ['ArrowUp', {}, step(5)],
    ['ArrowDown', {}, step(-5)],
    ['ArrowRight', { shiftKey: true }, step(60)],
    ['ArrowLeft', { altKey: true }, step(-3600)],
    ['PageUp', {}, { kind: 'previous' }],
    ['PageDown', {}, { kind: 'next' }],
    ['+', { shiftKey: true }, { kind: 'zoom', zoom: 2 }],
    ['=', {}, { kind: 'zoom', zoom: 2 }],
    ['-', {}, { kind: 'zoom', zoom: 0.5 }],
    ['+', { ctrlKey: true }, null],
    ['Home', {}, { kind: 'start' }],
    ['End', {}, { kind: 'end' }],
    ['Escape', {}, { kind: 'cancel' }],
    ['ArrowLeft', { ctrlKey: true }, null],
    ['ArrowRight', { metaKey: true, altKey: true }, null],
    ['Home', { altKey: true }, null],
    ['a', {}, null],
    ['Tab', {}, null],
  ];

  for (const [key, modifiers, intent] of cases) {
    const name = [...Object.keys(modifiers), key].join(' + ');
    it(`is ${JSON.stringify(intent)} for ${name}`, () =>
      expect(intentOf(key, modifiers)).to.deep.equal(intent));
  }

  it('steps in the direction of the arrow where the page reads from right to left', () => {
    expect(intentOf('ArrowLeft', {}, true)).to.deep.equal(step(5));
    expect(intentOf('ArrowRight', { shiftKey: true }, true)).to.deep.equal(step(-60));
    expect(intentOf('ArrowUp', {}, true)).to.deep.equal(step(5));
  });
});
