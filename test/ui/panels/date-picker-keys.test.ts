import { expect } from 'chai';
import { clearPicker, show, textOf } from './date-picker/date-picker-stage.ts';

afterEach(clearPicker);

describe('the keys of the date picker', () => {
  const focused = (root: ShadowRoot) => textOf(root.activeElement as HTMLElement);

  const rows: [key: string, day: string][] = [
    ['ArrowRight', '19'],
    ['ArrowLeft', '17'],
    ['ArrowUp', '14'],
    ['ArrowDown', '21'],
    ['Home', '16'],
    ['End', '21'],
    ['PageUp', '14'],
    ['PageDown', '21'],
  ];
  for (const [key, day] of rows) {
    it(`move the focus to ${day} with ${key}`, async () => {
      const { element, root, press, chosen } = await show();
      element.focus();
      await element.updateComplete;
      expect((await press(key)).defaultPrevented).to.equal(true);
      expect([focused(root), ...chosen().map(textOf)]).to.deep.equal([day, day]);
    });
  }

  it('move in the direction of the arrow from right to left', async () => {
    const { element, press, chosen } = await show({}, 'ar-u-nu-latn');
    element.focus();
    await element.updateComplete;
    await press('ArrowLeft');
    expect(chosen().map(textOf)).to.deep.equal(['19']);
  });

  for (const key of ['Enter', ' ']) {
    it(`request the day with “${key}”`, async () => {
      const { element, press, seeks } = await show();
      element.focus();
      await element.updateComplete;
      await press('ArrowRight');
      await press(key);
      expect(seeks).to.deep.equal(['2026-11-19T09:41:07.040Z', 'close-request']);
    });
  }

  it('keep text that cannot be read in the field', async () => {
    const { element, root, field, press, type, seeks } = await show();
    await type('soon');
    element.focus();
    await element.updateComplete;
    await press('Enter');
    expect([root.activeElement, field.value, seeks.length]).to.deep.equal([field, 'soon', 0]);
  });

  it('request to close with Escape, wherever the focus is', async () => {
    const { element, field, press, seeks } = await show();
    element.focus();
    await element.updateComplete;
    expect((await press('Escape')).defaultPrevented).to.equal(true);
    field.focus();
    await press('Escape');
    expect(seeks).to.deep.equal(['close-request', 'close-request']);
  });

  it('are left to the browser with Ctrl, Meta or Alt', async () => {
    const { element, press, chosen } = await show();
    element.focus();
    await element.updateComplete;
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey']) {
      expect((await press('ArrowRight', { [modifier]: true })).defaultPrevented).to.equal(false);
    }
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('keep the focus inside with Tab', async () => {
    const { root, part, press } = await show();
    part('go').focus();
    await press('Tab');
    expect(root.activeElement?.ariaLabel).to.equal('Previous month');
    await press('Tab', { shiftKey: true });
    expect(root.activeElement).to.equal(part('go'));
    expect((await press('Tab', { shiftKey: true })).defaultPrevented).to.equal(false);
  });

  it('write digits into the field while the calendar has the focus', async () => {
    const { element, root, field, press } = await show();
    element.focus();
    await element.updateComplete;
    expect((await press('1')).defaultPrevented).to.equal(false);
    expect(root.activeElement).to.equal(field);
    expect([field.selectionStart, field.selectionEnd]).to.deep.equal([0, 8]);
  });
});
