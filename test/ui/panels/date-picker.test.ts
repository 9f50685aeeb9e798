import { expect } from 'chai';
import { AT, clearPicker, NOW, show, START, textOf } from './date-picker/date-picker-stage.ts';
import { DAY_MS, HOUR_MS, until } from '../stage.ts';
import { violations } from '../violations.ts';

afterEach(clearPicker);

describe('the date picker', () => {
  it('shows the day, the time and the zone that it is given', async () => {
    const { part, field, chosen } = await show();
    expect(textOf(part('month'))).to.equal('November 2026');
    expect(chosen().map(textOf)).to.deep.equal(['18']);
    expect(field.value).to.equal('09:41:07');
    expect(textOf(part('zone'))).to.equal('Time zone: UTC');
  });

  it('shows the day and the time in its zone', async () => {
    const { part, field, chosen } = await show({ at: AT + 14 * HOUR_MS, displayZone: 'Asia/Kolkata' });
    expect(chosen().map(textOf)).to.deep.equal(['19']);
    expect(field.value).to.equal('05:11:07');
    expect(textOf(part('zone'))).to.equal('Time zone: GMT+5:30');
  });

  it('shows the end of the bounds while nothing is playing', async () => {
    const { field, chosen } = await show({ at: null });
    expect(chosen().map(textOf)).to.deep.equal(['21']);
    expect(field.value).to.equal('13:05:29');
  });

  it('keeps the chosen day while playback goes on', async () => {
    const { element, chosen } = await show();
    element.at = AT + DAY_MS;
    element.bounds = { start: START + 1000, end: NOW + 1000 };
    await element.updateComplete;
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('marks days by their recordings, also for screen readers', async () => {
    const { days, day } = await show();
    const marks = days().map(({ dataset }) => dataset.recordings?.at(0));
    expect(marks.join('')).to.equal('uuuuuff' + 'fnffpfu');
    expect(day(18).ariaLabel).to.equal('Wednesday, 18 November 2026, has recordings');
    expect(day(20).ariaLabel).to.equal('Friday, 20 November 2026, has recordings with gaps');
    expect(day(17).ariaLabel).to.equal('Tuesday, 17 November 2026, Nothing recorded');
  });

  it('disables days outside the bounds', async () => {
    const { days, day, chosen, element } = await show();
    const disabled = days().filter(({ ariaDisabled }) => ariaDisabled === 'true');
    expect(disabled.map(textOf)).to.deep.equal(['9', '10', '11', '12', '13', '22']);
    day(13).click();
    await element.updateComplete;
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('begins weeks on the day that is usual in the language', async () => {
    const headings = async (language: string) => {
      const { root } = await show({}, language);
      return [...root.querySelectorAll('th')].map(({ abbr, textContent }) => `${abbr} ${textContent.trim()}`);
    };
    expect((await headings('en-GB'))[0]).to.equal('Monday M');
    expect((await headings('en-US'))[0]).to.equal('Sunday S');
  });

  it('requests the clicked day at the time on show', async () => {
    const { day, go, seeks, element } = await show();
    day(20).click();
    await element.updateComplete;
    expect(seeks).to.deep.equal([]);
    await go();
    expect(seeks).to.deep.equal(['2026-11-20T09:41:07.040Z', 'close-request']);
  });

  it('requests the start of the bounds for an earlier time on their first day', async () => {
    const { day, go, seeks } = await show();
    day(14).click();
    await go();
    expect(seeks).to.deep.equal([new Date(START).toISOString(), 'close-request']);
  });

  it('dispatches requests that leave all shadow trees', async () => {
    const { go } = await show();
    const hearing = new Promise<Event>((resolve) =>
      document.body.addEventListener('seek-request', resolve, { once: true }),
    );
    await go();
    expect(await hearing).to.include({ bubbles: true, composed: true });
  });
});

describe('the month buttons of the date picker', () => {
  const MONTHS = { bounds: { start: NOW - 30 * DAY_MS, end: NOW } };
  const button = (root: ShadowRoot, label: string) =>
    root.querySelector<HTMLElement>(`button[aria-label="${label}"]`)!;

  it('go to the months within the bounds, at the same time of day', async () => {
    const { root, part, field, element, chosen } = await show(MONTHS);
    expect(button(root, 'Next month').ariaDisabled).to.equal('true');
    button(root, 'Previous month').click();
    await element.updateComplete;
    expect(textOf(part('month'))).to.equal('October 2026');
    expect(chosen().map(textOf)).to.deep.equal(['22']);
    expect(field.value).to.equal('09:41:07');
    expect(button(root, 'Previous month').ariaDisabled).to.equal('true');
    expect(button(root, 'Next month').ariaDisabled).to.equal('false');
  });

  it('do nothing beyond the bounds', async () => {
    const { root, element, chosen } = await show();
    button(root, 'Previous month').click();
    button(root, 'Next month').click();
    await element.updateComplete;
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('keep the focus, even in the first month', async () => {
    const { root, element } = await show(MONTHS);
    const previous = button(root, 'Previous month');
    previous.focus();
    previous.click();
    await element.updateComplete;
    expect(root.activeElement).to.equal(previous);
  });
});

describe('the date picker in other languages', () => {
  it('is written in Chinese', async () => {
    const { element, part } = await show({}, 'zh-CN');
    await until(() => textOf(part('go')) === '跳转');
    await element.updateComplete;
    expect(textOf(part('month'))).to.equal('2026年11月');
  });

  it('is written in Arabic', async () => {
    const { part } = await show({}, 'ar');
    await until(() => textOf(part('go')) === 'انتقال');
  });
});

describe('the accessibility of the date picker', () => {
  for (const language of ['en-GB', 'zh', 'ar']) {
    it(`satisfies axe in ${language}, also with an error message`, async () => {
      const { element, type, go } = await show({}, language);
      expect(await violations(element)).to.deep.equal([]);
      await type('soon');
      await go();
      expect(await violations(element)).to.deep.equal([]);
    });
  }

  it('has targets of at least 24 px in a width of 240 px', async () => {
    document.body.style.inlineSize = '240px';
    const { root, element } = await show();
    const small = [...root.querySelectorAll('button, td, input')]
      .map((target) => target.getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 24);
    expect([small.length, element.offsetWidth]).to.deep.equal([0, 240]);
  });

  it('has no inline styles or scripts, which a strict content security policy forbids', async () => {
    const { root } = await show();
    expect(root.querySelectorAll('[style], style, script')).to.have.length(0);
  });
});
