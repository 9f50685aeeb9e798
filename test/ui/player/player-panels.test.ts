import { expect } from 'chai';
import { html, LitElement, nothing } from 'lit';
import type { Panel } from '../../../src/ui/controls/panel.ts';
import { PlayerPanels } from '../../../src/ui/player/player-panels.ts';
import { clearStage, until } from '../stage.ts';

/** Where panels open, with two buttons to open them from. */
class PanelHost extends LitElement {
  readonly errors: unknown[] = [];
  readonly panels: PlayerPanels = new PlayerPanels(this, (error) => this.errors.push(error));

  override render() {
    const { open } = this.panels;
    return html`<button id="first"></button
      ><button id="second"></button> ${open ? html`<input id="panel" name=${open} />` : nothing}`;
  }

  /** What has the focus: an id, or the panel's name. */
  get focused(): string {
    const { id, name } = (this.renderRoot as ShadowRoot).activeElement as HTMLInputElement;
    return id === 'panel' ? name : id;
  }

  focusOn(id: string) {
    this.renderRoot.querySelector<HTMLElement>(`#${id}`)?.focus();
  }

  async show(panel: Panel) {
    this.panels.toggle(panel);
    await until(() => this.focused === panel);
  }
}
customElements.define('test-panel-host', PanelHost);

async function stage(): Promise<PanelHost> {
  const host = new PanelHost();
  document.body.append(host);
  await host.updateComplete;
  host.focusOn('first');
  return host;
}

describe('the panels of a player', () => {
  afterEach(clearStage);

  for (const panel of ['date', 'settings', 'keys'] as const) {
    it(`open as ${panel}, with the focus in it, and close with the focus where it was`, async () => {
      const host = await stage();
      await host.show(panel);
      expect(host.panels.open).to.equal(panel);
      host.panels.toggle(panel);
      await host.updateComplete;
      expect([host.panels.open, host.focused]).to.deep.equal([null, 'first']);
      expect(host.renderRoot.querySelector('#panel') === null).to.be.true;
    });
  }

  it('are open one at a time, and go back to what the first was opened from', async () => {
    const host = await stage();
    await host.show('settings');
    await host.show('keys');
    host.panels.close();
    expect([host.panels.open, host.focused]).to.deep.equal([null, 'first']);
  });

  it('do not open once they are closed again', async () => {
    const host = await stage();
    host.panels.toggle('date');
    host.panels.toggle('date');
    await host.show('keys');
    expect(host.panels.open).to.equal('keys');
  });

  it('forget what they would have been opened from', async () => {
    const host = await stage();
    host.panels.toggle('date');
    host.panels.close();
    host.focusOn('second');
    await host.show('date');
    host.panels.close();
    expect(host.focused).to.equal('second');
  });

  it('leave the focus alone where none is open', async () => {
    const host = await stage();
    await host.show('date');
    host.panels.close();
    host.focusOn('second');
    host.panels.close();
    expect(host.focused).to.equal('second');
  });

  it('can be asked for again after they could not be loaded', async () => {
    const host = await stage();
    // As one that the network has lost.
    const lost = 'lost' as Panel;
    for (const times of [1, 2]) {
      host.panels.toggle(lost);
      await until(() => host.errors.length === times);
    }
    host.focusOn('second');
    await host.show('date');
    host.panels.close();
    expect(host.focused).to.equal('second');
  });

  it('are closed where the player comes back to the page', async () => {
    const host = await stage();
    await host.show('date');
    host.remove();
    document.body.append(host);
    await host.updateComplete;
    expect(host.panels.open).to.equal(null);
  });
});
