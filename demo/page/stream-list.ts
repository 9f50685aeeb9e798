import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RecordCommand } from '../../src/server/index.ts';
import { controlStyles } from './control-styles.ts';
import { onlineStreams, sendRecordCommand } from './page-server.ts';

const COMMANDS: readonly (readonly [command: RecordCommand, label: string])[] = [
  ['start', 'Record'],
  ['stop', 'Stop'],
  ['restart', 'Restart'],
];

/** What is special about some of them. */
const NOTES: Readonly<Record<string, string>> = {
  hall: 'recorded on command',
  gate: 'signed, for a minute each',
  studio: 'no holes',
};

/**
 * The streams that the service says are live, and the commands to record the one that plays.
 *
 * @fires stream-choose - One was chosen: its name is the detail.
 */
@customElement('demo-stream-list')
export class DemoStreamList extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }

      ul,
      .commands {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      [aria-pressed='true'] {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }

      strong {
        font-weight: 600;
      }

      button span,
      .commands span,
      output {
        color: var(--dim);
        font-size: 12px;
      }

      output {
        min-block-size: 1lh;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The name of the stream that plays, with its knobs; null where that is none of the service's. */
  @property() playing: string | null = null;

  @state() private streams: readonly string[] = [];
  @state() private said = 'Asking the service…';

  override connectedCallback() {
    super.connectedCallback();
    void this.#tell(async () => {
      this.streams = await onlineStreams();
      return '';
    });
  }

  override render() {
    return html`
      <ul>
        ${this.streams.map((name) => html`<li>${this.#renderStream(name)}</li>`)}
      </ul>
      ${
        this.playing === null
          ? nothing
          : html`<div class="commands">
              <span>Recording of <strong>${this.playing}</strong>:</span>
              ${COMMANDS.map(([command, label]) => this.#renderCommand(this.playing ?? '', command, label))}
            </div>`
      }
      <output role="status">${this.said}</output>
    `;
  }

  #renderStream(name: string) {
    const note = NOTES[name];
    return html`<button
      type="button"
      aria-pressed=${name === this.playing?.split('~')[0]}
      @click=${() => this.#choose(name)}
    >
      <strong>${name}</strong> ${note ? html`<span>${note}</span>` : nothing}
    </button>`;
  }

  #renderCommand(stream: string, command: RecordCommand, label: string) {
    const send = () =>
      this.#tell(async () => {
        await sendRecordCommand(stream, command);
        return `${label}: done. The timeline shows it in some seconds.`;
      });
    return html`<button type="button" @click=${send}>${label}</button>`;
  }

  #choose(name: string) {
    this.said = '';
    this.dispatchEvent(new CustomEvent<string>('stream-choose', { detail: name }));
  }

  /** Says what has come of something, or why nothing has. */
  async #tell(act: () => Promise<string>): Promise<void> {
    try {
      this.said = await act();
    } catch (error) {
      this.said = error instanceof Error ? error.message : String(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-stream-list': DemoStreamList;
  }
}
