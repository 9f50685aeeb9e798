import { expect } from 'chai';
import { html, LitElement, nothing } from 'lit';
import type { Panel } from '../../../src/ui/controls/panel.ts';
import { PlayerPanels } from '../../../src/ui/player/player-panels.ts';
import { clearStage, until } from '../stage.ts';

/** An element with panels, and with two buttons that may have the focus when one opens. */
class PanelHost extends LitElement {
  readonly errors: unknown[] = [];
  readonly panels: PlayerPanels = new PlayerPanels(this, (error) => this.errors.push(error));

  override render() {
    const { open } = this.panels;
    return html`<button id="first"></button
      ><button id="second"></button> ${open ? html`<input id="panel" name=${open} />` : nothing}`;
  }

  /** The id of the focused button, or the name of the focused panel. */
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

describe('PlayerPanels', () => {
  afterEach(clearStage);

  for (const panel of ['date', 'settings', 'keys'] as const) {
    it(`moves the focus into the panel ${panel}, and back to where it was when the panel closes`, async () => {
      const host = await stage();
      await host.show(panel);
      expect(host.panels.open).to.equal(panel);
      host.panels.toggle(panel);
      await host.updateComplete;
      expect([host.panels.open, host.focused]).to.deep.equal([null, 'first']);
      expect(host.renderRoot.querySelector('#panel') === null).to.be.true;
    });
  }

  it('has one open panel at a time, and moves the focus back to where the first was opened from', async () => {
    const host = await stage();
    await host.show('settings');
    await host.show('keys');
    host.panels.close();
    expect([host.panels.open, host.focused]).to.deep.equal([null, 'first']);
  });

  it('does not open a panel that was closed while it was loaded', async () => {
    const host = await stage();
    host.panels.toggle('date');
    host.panels.toggle('date');
    await host.show('keys');
    expect(host.panels.open).to.equal('keys');
  });

  it('forgets where a panel that never opened was requested from', async () => {
    const host = await stage();
    host.panels.toggle('date');
    host.panels.close();
    host.focusOn('second');
    await host.show('date');
    host.panels.close();
    expect(host.focused).to.equal('second');
  });

  it('leaves the focus alone where no panel is open', async () => {
    const host = await stage();
    await host.show('date');
    host.panels.close();
    host.focusOn('second');
    host.panels.close();
    expect(host.focused).to.equal('second');
  });

  it('reports a panel that could not be loaded, each time it is requested', async () => {
    const host = await stage();
    // A name without a module fails as a module does that the network has lost.
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

  it('has no open panel after the player has left the page and come back', async () => {
    const host = await stage();
    await host.show('date');
    host.remove();
    document.body.append(host);
    await host.updateComplete;
    expect(host.panels.open).to.equal(null);
  });
});
