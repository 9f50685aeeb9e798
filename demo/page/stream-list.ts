import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RecordCommand } from '../../src/server/index.ts';
import { breakableName } from './breakable-name.ts';
import { controlStyles } from './control-styles.ts';

const COMMANDS: readonly (readonly [command: RecordCommand, label: string])[] = [
  ['start', 'Record'],
  ['stop', 'Stop'],
  ['restart', 'Restart'],
];

const ENCODER_COMMANDS: readonly (readonly [command: 'stop' | 'start', label: string, done: string])[] = [
  ['stop', 'Stop publishing', 'The encoder is gone.'],
  ['start', 'Publish anew', 'The encoder begins to publish.'],
];

/** Notes on some of the streams. */
const NOTES: Readonly<Record<string, string>> = {
  hall: 'recorded on command',
  gate: 'signed, each URL for a minute',
  studio: 'no holes',
};

/**
 * The list of the streams that are live, and the commands to record the current stream.
 *
 * @fires stream-choose - The user chose a stream. The detail is its name.
 */
@customElement('demo-stream-list')
export class DemoStreamList extends LitElement {
  static override styles = [
    controlStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        container-type: inline-size;
      }

      .rows {
        display: grid;
        gap: 8px;
      }

      @container (inline-size > 720px) {
        .rows {
          display: flex;
          gap: 28px;
        }
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
      .wait,
      output {
        color: var(--dim);
        font-size: 12px;
      }

      .commands strong {
        overflow-wrap: anywhere;
      }

      output {
        min-block-size: 1lh;
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The name of the current stream, with its knobs; null if it is not a stream of the built-in origin. */
  @property() playing: string | null = null;

  /** Null until the service has answered. */
  @state() private streams: readonly string[] | null = null;
  /** What the last action has led to. */
  @state() private message = '';

  override connectedCallback() {
    super.connectedCallback();
    void this.#loadStreams();
  }

  override render() {
    return html`
      ${
        this.streams
          ? html`<ul>
              ${this.streams.map((name) => html`<li>${this.#renderStream(name)}</li>`)}
            </ul>`
          : html`<span class="wait">Asking the service…</span>`
      }
      ${
        this.playing === null
          ? nothing
          : html`
              <div class="rows">
                <div class="commands" role="group" aria-labelledby="recording">
                  <span id="recording">Recording of <strong>${breakableName(this.playing)}</strong>:</span>
                  ${COMMANDS.map(([command, label]) =>
                    this.#renderCommand(this.playing ?? '', command, label),
                  )}
                </div>
                <div class="commands" role="group" aria-labelledby="encoder">
                  <span id="encoder">Its encoder:</span>
                  ${ENCODER_COMMANDS.map(([command, label, done]) =>
                    this.#renderEncoderCommand(this.playing ?? '', command, label, done),
                  )}
                </div>
              </div>
            `
      }
      <output role="status">${this.message}</output>
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
      this.#report(async () => {
        await sendRecordCommand(stream, command);
        return `${label}: done. The timeline shows it in a few seconds.`;
      });
    return html`<button type="button" @click=${send}>${label}</button>`;
  }

  #renderEncoderCommand(stream: string, command: 'stop' | 'start', label: string, done: string) {
    const send = () =>
      this.#report(async () => {
        await request(`/encoder?${new URLSearchParams({ stream, command }).toString()}`, { method: 'POST' });
        return done;
      });
    return html`<button type="button" @click=${send}>${label}</button>`;
  }

  /** Commands may be given while the service has not answered; the answer leaves alone what they say. */
  async #loadStreams(): Promise<void> {
    try {
      this.streams = await onlineStreams();
    } catch (error) {
      this.streams = [];
      this.message = messageOf(error);
    }
  }

  #choose(name: string) {
    this.message = '';
    this.dispatchEvent(new CustomEvent<string>('stream-choose', { detail: name }));
  }

  /** Shows the message that an action returns, or why it has failed. */
  async #report(act: () => Promise<string>): Promise<void> {
    try {
      this.message = await act();
    } catch (error) {
      this.message = messageOf(error);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Asks the page's server for the names of the streams that are live. */
async function onlineStreams(): Promise<readonly string[]> {
  const answer = await request('/streams');
  return (await answer.json()) as readonly string[];
}

async function sendRecordCommand(stream: string, command: RecordCommand): Promise<void> {
  await request(`/record?${new URLSearchParams({ stream, command }).toString()}`, { method: 'POST' });
}

/** @throws Error with the message of the server */
async function request(address: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-stream-list': DemoStreamList;
  }
}
