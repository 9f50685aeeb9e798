import { expect } from 'chai';
import '../../demo/page/knob-form.ts';
import type { DemoKnobForm } from '../../demo/page/knob-form.ts';
import { KNOB_FIELDS } from '../../demo/page/knob-fields.ts';
import { KNOB_READERS, parseStreamName } from '../../demo/origin/stream-name.ts';
import { Refusal } from '../../demo/origin/answers.ts';

let form: DemoKnobForm;
let played: string[];

async function show(src: string, widthPx = 1200): Promise<void> {
  form = document.createElement('demo-knob-form');
  form.src = src;
  form.style.inlineSize = `${widthPx}px`;
  played = [];
  // As the page does it.
  form.addEventListener('src-change', ({ detail }: CustomEventInit<string>) => (form.src = detail ?? ''));
  form.addEventListener('draft-play', () => played.push(form.src));
  document.body.append(form);
  await form.updateComplete;
}

const one = (selector: string) => form.shadowRoot!.querySelector<HTMLElement>(selector)!;
const all = <E extends Element>(selector: string): E[] => [...form.shadowRoot!.querySelectorAll<E>(selector)];
const control = (knob: string) => one(`#${knob}`) as HTMLInputElement | HTMLSelectElement;
const note = (knob: string) => one(`#${knob}-note`).textContent.trim();

async function change(knob: string, value: string): Promise<void> {
  control(knob).value = value;
  control(knob).dispatchEvent(new Event('change', { bubbles: true }));
  await form.updateComplete;
}

async function click(label: string): Promise<void> {
  const button = all<HTMLButtonElement>('button').find(
    ({ ariaLabel, textContent }) => (ariaLabel ?? textContent.trim()) === label,
  );
  button!.click();
  await form.updateComplete;
}

describe('the form for the knobs of the built-in origin', () => {
  afterEach(() => form.remove());

  it('has each knob once, under "Servers" or "Encoders", with a label and one line about it', async () => {
    await show('/live/studio.m3u8');
    const groups = all('fieldset').map((group) => ({
      legend: group.querySelector('legend')!.textContent,
      knobs: [...group.querySelectorAll('.knob :is(input, select)')].map(({ id }) => id),
    }));
    expect(groups.map(({ legend }) => legend)).to.deep.equal(['Servers', 'Encoders']);
    const offered = groups.flatMap(({ knobs }) => knobs);
    expect(offered).to.have.members([...KNOB_READERS.keys()]);
    for (const knob of offered) {
      expect(one(`label[for=${knob}]`).textContent).to.equal(knob);
      expect(control(knob).getAttribute('aria-describedby')).to.equal(`${knob}-note`);
      expect(note(knob), knob).to.match(/\w/);
    }
  });

  it('shows what the name of the stream sets, and marks it', async () => {
    await show('/live/studio~shift=off~encoder=-90~fail=segment:503:2~fail=live:404:1.m3u8');
    expect(['shift', 'encoder', 'fail', 'timeline'].map((knob) => control(knob).value)).to.deep.equal([
      'off',
      '-90',
      'segment:503:2 live:404:1',
      'ok',
    ]);
    expect(all('.set label').map(({ textContent }) => textContent)).to.have.members([
      'shift',
      'encoder',
      'fail',
    ]);
  });

  it('shows the defaults of the stream, and leaves them out of the name', async () => {
    await show('/live/hall.m3u8');
    expect(control('record').value).to.equal('command');
    await change('record', 'always');
    expect(form.src).to.equal('/live/hall~record=always.m3u8');
    await change('record', 'command');
    expect(form.src).to.equal('/live/hall.m3u8');
  });

  it('builds the name of the stream', async () => {
    await show('/live/camera.m3u8');
    await change('vodend', 'no');
    await change('cluster', ' 180 ');
    await change('fail', 'segment:503:20%  timeline:retcode5001:1');
    expect(form.src).to.equal(
      '/live/camera~vodend=no~cluster=180~fail=segment:503:20%25~fail=timeline:retcode5001:1.m3u8',
    );
    expect(one('code').textContent).to.equal(form.src);
    await change('cluster', '');
    await change('vodend', 'yes');
    await change('fail', '');
    expect(form.src).to.equal('/live/camera.m3u8');
  });

  it('says what is allowed, and leaves the name as it is, while a value is wrong', async () => {
    await show('/live/camera~edge=3.m3u8');
    await change('edge', 'many');
    expect(form.src).to.equal('/live/camera~edge=3.m3u8');
    expect(control('edge').value).to.equal('many');
    expect(control('edge').getAttribute('aria-invalid')).to.equal('true');
    expect(note('edge')).to.equal('Allowed: 1 to 1000 (segments).');
    await change('edge', '4');
    expect(form.src).to.equal('/live/camera~edge=4.m3u8');
    expect(control('edge').hasAttribute('aria-invalid')).to.equal(false);
  });

  it('offers values that are valid', async () => {
    await show('/live/studio.m3u8');
    const labels = KNOB_FIELDS.flatMap(({ name, fills }) => fills.map(({ label }) => `${name}: ${label}`));
    expect(labels).to.not.be.empty;
    for (const label of labels) {
      await click(label);
      const [, name = ''] = /^\/live\/(.*)\.m3u8$/.exec(form.src) ?? [];
      expect(parseStreamName(decodeURIComponent(name)), form.src).not.to.be.instanceOf(Refusal);
      expect(name).to.include(`~${label.split(':')[0]}=`);
    }
  });

  it('removes all knobs on request', async () => {
    await show('/live/camera~edge=3~pdt=none.m3u8');
    await change('delay', 'x');
    await click('Reset');
    expect(form.src).to.equal('/live/camera.m3u8');
    expect(control('delay').value).to.equal('');
    expect(all<HTMLButtonElement>('button').find(({ disabled }) => disabled)?.textContent).to.equal('Reset');
  });

  it('plays what it shows, also after an address of another server', async () => {
    await show('/live/camera~edge=3.m3u8');
    await click('Play');
    form.src = 'https://example.com/live/s.m3u8';
    await form.updateComplete;
    await click('Play');
    expect(played).to.deep.equal(['/live/camera~edge=3.m3u8', '/live/studio.m3u8']);
  });

  it('can be used with the keyboard alone: every control has focus in the order in which it is seen', async () => {
    await show('/live/camera~edge=3.m3u8');
    for (const each of all<HTMLElement>('input, select, button')) {
      each.focus();
      expect(form.shadowRoot!.activeElement, each.id).to.equal(each);
      expect(each.tabIndex).to.equal(0);
    }
  });

  for (const widthPx of [296, 366, 720, 1200]) {
    it(`fits into ${widthPx} px, also with a long name and a long message`, async () => {
      await show(`/live/studio~claims=${'1-2,'.repeat(60)}3-4.m3u8`, widthPx);
      await change('fail', 'x');
      expect(form.scrollWidth).to.be.at.most(widthPx);
      for (const each of all<HTMLElement>('input, select, button, p, code, fieldset')) {
        expect(each.getBoundingClientRect().right, each.id).to.be.at.most(
          form.getBoundingClientRect().right + 0.5,
        );
      }
    });
  }
});
