import { expect } from 'chai';
import { LitElement } from 'lit';
import '../../../src/ui/i18n/en-panels.ts';
import { Localization } from '../../../src/ui/i18n/localization.ts';
import { clearStage, until } from '../stage.ts';

class Speaker extends LitElement {
  readonly localize = new Localization(this);
}
customElements.define('test-speaker', Speaker);

/** Returns the localization of an element in the shadow tree of an element with a `lang`. */
function speakerIn(language: string): Localization {
  const host = document.createElement('div');
  host.lang = language;
  const speaker = new Speaker();
  host.attachShadow({ mode: 'open' }).append(speaker);
  document.body.append(host);
  return speaker.localize;
}

describe('Localization', () => {
  afterEach(clearStage);

  it('has the texts of the language of an ancestor, through shadow roots', async () => {
    const chinese = speakerIn('zh-Hans-CN');
    const arabic = speakerIn('ar-EG');
    await until(() => chinese.term('play') === '播放' && arabic.term('play') === 'تشغيل');
    expect(speakerIn('en-GB').term('play')).to.equal('Play');
  });

  it('has English texts where there is no translation', () =>
    expect(speakerIn('de').term('play')).to.equal('Play'));

  it('has texts by the name of an error or a key', async () => {
    const chinese = speakerIn('zh');
    await until(() => chinese.named('errors', 'network')?.startsWith('网络'));
    expect(speakerIn('en').named('errors', 'network')).to.equal(undefined);
    expect(speakerIn('en').named('keyNames', ' ')).to.equal('Space');
  });
});
