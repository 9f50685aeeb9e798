import { expect } from 'chai';
import { LitElement } from 'lit';
import { Localization } from '../../../src/ui/i18n/localization.ts';
import { clearStage, until } from '../stage.ts';

class Speaker extends LitElement {
  readonly words = new Localization(this);
}
customElements.define('test-speaker', Speaker);

/** An element in a shadow tree of another one, whose place is in a language. */
function speakerIn(language: string): Localization {
  const host = document.createElement('div');
  host.lang = language;
  const speaker = new Speaker();
  host.attachShadow({ mode: 'open' }).append(speaker);
  document.body.append(host);
  return speaker.words;
}

describe('words', () => {
  afterEach(clearStage);

  it('are those of the language around, also through shadow trees', async () => {
    const chinese = speakerIn('zh-Hans-CN');
    const arabic = speakerIn('ar-EG');
    await until(() => chinese.term('play') === '播放' && arabic.term('play') === 'تشغيل');
    expect(speakerIn('en-GB').term('play')).to.equal('Play');
  });

  it('are English where there is no translation', () =>
    expect(speakerIn('de').term('play')).to.equal('Play'));

  it('go by a name, too', async () => {
    const chinese = speakerIn('zh');
    await until(() => chinese.named('errors', 'network')?.startsWith('网络'));
    expect(speakerIn('en').named('errors', 'network')).to.equal(undefined);
    expect(speakerIn('en').named('keyNames', ' ')).to.equal('Space');
  });
});
