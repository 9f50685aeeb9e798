import { expect } from 'chai';
import { html, LitElement, nothing } from 'lit';
import { OverflowController } from '../../../src/ui/controls/overflow-controller.ts';
import { clearStage, until } from '../stage.ts';

const box = (name: string, spare: number | null, px = 50) =>
  html`<b id=${name} data-hide-order=${spare ?? nothing} style="block-size: 10px; inline-size: ${px}px"></b>`;

/** Five boxes, 250 pixels in all. */
class Row extends LitElement {
  static override properties = { widePx: { type: Number } };
  declare widePx: number;

  constructor() {
    super();
    this.widePx = 50;
    new OverflowController(this, '.row');
  }

  override render() {
    return html`<style>
        :host {
          display: block;
        }
        .row {
          display: flex;
        }
        .row > * {
          flex: none;
        }
        [hidden] {
          display: none !important;
        }
      </style>
      <div class="row">
        ${box('a', 2)}${box('b', null, this.widePx)}${box('c', 1)}${box('d', 1)}${box('e', 3)}
      </div>`;
  }

  get shown(): string {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.row > :not([hidden])')]
      .map(({ id }) => id)
      .join('');
  }
}
customElements.define('test-row', Row);

async function stage(widthPx: number): Promise<Row> {
  const row = new Row();
  row.style.inlineSize = `${widthPx}px`;
  document.body.append(row);
  await row.updateComplete;
  return row;
}

describe('a row', () => {
  afterEach(clearStage);

  const rows: [widthPx: number, shown: string][] = [
    [250, 'abcde'],
    [249, 'abe'],
    [150, 'abe'],
    [149, 'be'],
    [99, 'b'],
    [20, 'b'],
  ];
  for (const [widthPx, shown] of rows) {
    it(`shows ${shown} in ${widthPx} pixels`, async () => {
      const row = await stage(widthPx);
      expect(row.shown).to.equal(shown);
      row.requestUpdate();
      await row.updateComplete;
      expect(row.shown, 'at the next update').to.equal(shown);
    });
  }

  it('has room again when it is wider', async () => {
    const row = await stage(99);
    for (const [widthPx, shown] of rows) {
      row.style.inlineSize = `${widthPx}px`;
      await until(() => row.shown === shown);
    }
  });

  it('makes room for what has grown', async () => {
    const row = await stage(250);
    row.widePx = 120;
    await row.updateComplete;
    expect(row.shown).to.equal('abe');
  });

  it('takes in again what there is room for when one of its elements has become narrower by itself', async () => {
    const row = await stage(220);
    const update = () => {
      row.requestUpdate();
      return row.updateComplete;
    };
    await update();
    expect(row.shown).to.equal('abe');
    row.renderRoot.querySelector<HTMLElement>('#b')!.style.inlineSize = '20px';
    await update();
    expect(row.shown).to.equal('abcde');
  });
});
