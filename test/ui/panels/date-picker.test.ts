import { expect } from 'chai';
import { AT, clearPicker, NOW, show, START, textOf } from './date-picker/date-picker-stage.ts';
import { DAY_MS, HOUR_MS, until } from '../stage.ts';
import { violations } from '../violations.ts';

afterEach(clearPicker);

describe('the date picker', () => {
  it('shows the day and the time that it is given, and names the zone', async () => {
    const { part, field, chosen } = await show();
    expect(textOf(part('month'))).to.equal('November 2026');
    expect(chosen().map(textOf)).to.deep.equal(['18']);
    expect(field.value).to.equal('09:41:07');
    expect(textOf(part('zone'))).to.equal('Time zone: UTC');
  });

  it('shows them in its zone', async () => {
    const { part, field, chosen } = await show({ at: AT + 14 * HOUR_MS, displayZone: 'Asia/Kolkata' });
    expect(chosen().map(textOf)).to.deep.equal(['19']);
    expect(field.value).to.equal('05:11:07');
    expect(textOf(part('zone'))).to.equal('Time zone: GMT+5:30');
  });

  it('shows the end where nothing plays yet', async () => {
    const { field, chosen } = await show({ at: null });
    expect(chosen().map(textOf)).to.deep.equal(['21']);
    expect(field.value).to.equal('13:05:29');
  });

  it('keeps to what the viewer has chosen while playback goes on', async () => {
    const { element, chosen } = await show();
    element.at = AT + DAY_MS;
    element.bounds = { start: START + 1000, end: NOW + 1000 };
    await element.updateComplete;
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('marks what is recorded, and tells it to screen readers', async () => {
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

  it('begins weeks as the language does', async () => {
    const headings = async (language: string) => {
      const { root } = await show({}, language);
      return [...root.querySelectorAll('th')].map(({ abbr, textContent }) => `${abbr} ${textContent.trim()}`);
    };
    expect((await headings('en-GB'))[0]).to.equal('Monday M');
    expect((await headings('en-US'))[0]).to.equal('Sunday S');
  });

  it('goes to the day that is clicked, at the time that it shows', async () => {
    const { day, go, seeks, element } = await show();
    day(20).click();
    await element.updateComplete;
    expect(seeks).to.deep.equal([]);
    await go();
    expect(seeks).to.deep.equal(['2026-11-20T09:41:07.040Z', 'close-request']);
  });

  it('goes no farther than the bounds on their first day', async () => {
    const { day, go, seeks } = await show();
    day(14).click();
    await go();
    expect(seeks).to.deep.equal([new Date(START).toISOString(), 'close-request']);
  });

  it('is found by events outside all shadow trees', async () => {
    const { go } = await show();
    const hearing = new Promise<Event>((resolve) =>
      document.body.addEventListener('seek-request', resolve, { once: true }),
    );
    await go();
    expect(await hearing).to.include({ bubbles: true, composed: true });
  });
});

describe('the months of the date picker', () => {
  const MONTHS = { bounds: { start: NOW - 30 * DAY_MS, end: NOW } };
  const button = (root: ShadowRoot, label: string) =>
    root.querySelector<HTMLElement>(`button[aria-label="${label}"]`)!;

  it('are those that the bounds reach into, at the same time of day', async () => {
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

  it('lead nowhere beyond the first and the last one', async () => {
    const { root, element, chosen } = await show();
    button(root, 'Previous month').click();
    button(root, 'Next month').click();
    await element.updateComplete;
    expect(chosen().map(textOf)).to.deep.equal(['18']);
  });

  it('keep the focus on their buttons, also at the end', async () => {
    const { root, element } = await show(MONTHS);
    const previous = button(root, 'Previous month');
    previous.focus();
    previous.click();
    await element.updateComplete;
    expect(root.activeElement).to.equal(previous);
  });
});

describe('the date picker in other languages', () => {
  it('speaks Chinese', async () => {
    const { element, part } = await show({}, 'zh-CN');
    await until(() => textOf(part('go')) === '跳转');
    await element.updateComplete;
    expect(textOf(part('month'))).to.equal('2026年11月');
  });

  it('speaks Arabic', async () => {
    const { part } = await show({}, 'ar');
    await until(() => textOf(part('go')) === 'انتقال');
  });
});

describe('the accessibility of the date picker', () => {
  for (const language of ['en-GB', 'zh', 'ar']) {
    it(`is all that axe asks for in ${language}, also after a mistake`, async () => {
      const { element, type, go } = await show({}, language);
      expect(await violations(element)).to.deep.equal([]);
      await type('soon');
      await go();
      expect(await violations(element)).to.deep.equal([]);
    });
  }

  it('has targets of 24 px at least, also where it is 240 px wide', async () => {
    document.body.style.inlineSize = '240px';
    const { root, element } = await show();
    const small = [...root.querySelectorAll('button, td, input')]
      .map((target) => target.getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 24);
    expect([small.length, element.offsetWidth]).to.deep.equal([0, 240]);
  });

  it('needs nothing that a strict content security policy forbids', async () => {
    const { root } = await show();
    expect(root.querySelectorAll('[style], style, script')).to.have.length(0);
  });
});
