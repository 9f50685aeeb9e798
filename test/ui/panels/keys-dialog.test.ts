import { expect } from 'chai';
import '../../../src/ui/panels/keys-dialog.ts';
import { KEY_ROWS } from '../../../src/ui/panels/keys/key-rows.ts';
import { clearStage, until } from '../stage.ts';
import { violations } from '../violations.ts';

async function show(language = 'en') {
  const opener = document.createElement('button');
  opener.textContent = 'Keys';
  const element = document.createElement('time-shift-keys-dialog');
  document.documentElement.lang = element.lang = language;
  if (language === 'ar') element.dir = 'rtl';
  document.body.append(opener);
  opener.focus();
  // The player does the same.
  element.addEventListener('close-request', () => element.remove());
  document.body.append(element);
  await element.updateComplete;
  const root = element.shadowRoot!;
  await until(() => root.querySelector('dialog')!.open);
  const lines = () =>
    [...root.querySelectorAll('[part="key"]')].map((row) => row.textContent.replace(/\s+/g, ' ').trim());
  return { element, opener, root, dialog: root.querySelector('dialog')!, lines };
}

describe('the dialog of keyboard shortcuts', () => {
  afterEach(() => {
    clearStage();
    document.documentElement.lang = '';
  });

  it('lists all keys of the key map', async () => {
    const { lines } = await show();
    expect(lines()).to.have.length(KEY_ROWS.length);
    expect(lines().slice(0, 4)).to.deep.equal([
      'Play or pause Space K',
      'Back or forward 5 seconds ←Left arrow →Right arrow',
      'Back or forward 10 seconds J L',
      'Back or forward 1 minute Shift ←Left arrow →Right arrow',
    ]);
    expect(lines()).to.include('To 0 % … 90 % of the timeline 0 – 9');
  });

  it('is modal and has a name', async () => {
    const { dialog } = await show();
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.querySelector('h2')?.textContent).to.equal('Keyboard shortcuts');
  });

  it('takes the focus, and gives it back when its button closes it', async () => {
    const { element, opener, root } = await show();
    expect(root.activeElement?.ariaLabel).to.equal('Close');
    root.querySelector('button')!.click();
    await until(() => !element.isConnected);
    expect(document.activeElement).to.equal(opener);
  });

  it('dispatches a close-request that leaves all shadow trees', async () => {
    const { dialog } = await show();
    const heard = new Promise<Event>((resolve) =>
      document.body.addEventListener('close-request', resolve, { once: true }),
    );
    dialog.requestClose();
    expect(await heard).to.include({ bubbles: true, composed: true });
  });

  it('opens again when it is put on the page again', async () => {
    const { element, root } = await show();
    root.querySelector('button')!.click();
    await until(() => !element.isConnected);
    document.body.append(element);
    await until(() => root.querySelector('dialog')!.open);
  });

  it('is written in Chinese', async () => {
    const { lines } = await show('zh-CN');
    await until(() => lines()[0] === '播放或暂停 空格 K');
  });

  it('lists the arrow for backward first from right to left', async () => {
    const { lines } = await show('ar');
    await until(() => lines()[1]?.startsWith('الرجوع'));
    expect(lines()[1]).to.contain('→السهم الأيمن ←السهم الأيسر');
  });

  for (const language of ['en', 'zh', 'ar']) {
    it(`satisfies axe in ${language}`, async () => {
      const { element } = await show(language);
      expect(await violations(element)).to.deep.equal([]);
    });
  }
});
