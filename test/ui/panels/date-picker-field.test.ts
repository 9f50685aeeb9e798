import { expect } from 'chai';
import { at, clearPicker, show, textOf } from './date-picker/date-picker-stage.ts';
import { DAY_MS } from '../stage.ts';

afterEach(clearPicker);

describe('the field of the date picker', () => {
  const rows: [text: string, instant: string][] = [
    ['14:05:30', '2026-11-18T14:05:30.000Z'],
    ['2026-11-20 14:05:30', '2026-11-20T14:05:30.000Z'],
    ['20.11.2026 14:05', '2026-11-20T14:05:00.000Z'],
    ['2026-11-20T14:05:30+08:00', '2026-11-20T06:05:30.000Z'],
    ['1795200000', '2026-11-20T18:40:00.000Z'],
    ['2026-11-21 23:59', '2026-11-21T13:05:29.999Z'],
  ];
  for (const [text, instant] of rows) {
    it(`requests ${instant} for “${text}”`, async () => {
      const { type, go, seeks } = await show();
      await type(text);
      await go();
      expect(seeks).to.deep.equal([instant, 'close-request']);
    });
  }

  it('moves the calendar to the typed day', async () => {
    const { type, chosen, field } = await show();
    await type('2026-11-20 14:05');
    expect(chosen().map(textOf)).to.deep.equal(['20']);
    expect(field.value).to.equal('2026-11-20 14:05');
  });

  it('keeps the typed time when a day is chosen', async () => {
    const { type, day, element, field, go, seeks } = await show();
    await type('14:05');
    day(19).click();
    await element.updateComplete;
    expect(field.value).to.equal('14:05:00');
    await go();
    expect(seeks[0]).to.equal('2026-11-19T14:05:00.000Z');
  });

  const failures: [text: string, complaint: string][] = [
    ['soon', 'That is not a date or time; write it like 2026-11-21 14:05:30.'],
    [
      '2026-10-01 12:00',
      'That time is not available; choose a time from 14 Nov 2026, 13:05 to 21 Nov 2026, 13:05.',
    ],
  ];
  for (const [text, complaint] of failures) {
    it(`says why “${text}” cannot be used, until it is corrected`, async () => {
      const { type, go, part, field, seeks, root } = await show();
      await type(text);
      await go();
      expect(textOf(part('complaint'))).to.equal(complaint);
      expect([field.ariaInvalid, root.activeElement]).to.deep.equal(['true', field]);
      await type('14:05');
      expect([textOf(part('complaint')), field.ariaInvalid]).to.deep.equal(['', 'false']);
      expect(seeks).to.deep.equal([]);
    });
  }

  it('takes text that is pasted while a day has the focus', async () => {
    const { element, root, field, chosen } = await show();
    element.focus();
    await element.updateComplete;
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '1795200000000');
    const paste = new ClipboardEvent('paste', {
      clipboardData,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    root.activeElement?.dispatchEvent(paste);
    await element.updateComplete;
    expect([field.value, root.activeElement]).to.deep.equal(['1795200000000', field]);
    expect(chosen().map(textOf)).to.deep.equal(['20']);
  });

  it('keeps the second of two instants with the same clock time', async () => {
    const second = at('2026-10-25T01:30:00Z');
    const bounds = { start: second - DAY_MS, end: second + DAY_MS };
    const { field, go, seeks, part } = await show({ at: second, bounds, displayZone: 'Europe/Berlin' });
    expect([field.value, textOf(part('zone'))]).to.deep.equal(['02:30:00', 'Time zone: CET']);
    await go();
    expect(seeks[0]).to.equal('2026-10-25T01:30:00.000Z');
  });
});
