import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { KNOB_READERS } from '../origin/stream-name.ts';
import { breakableName } from './breakable-name.ts';
import { controlStyles } from './control-styles.ts';
import { defaultChoice, KNOB_FIELDS, KNOB_GROUPS, type KnobField, type KnobGroup } from './knob-fields.ts';
import { knobFormStyles } from './knob-form-styles.ts';
import {
  readStreamSettings,
  valuesOf,
  withValues,
  writeStreamSettings,
  type StreamSettings,
} from './stream-settings.ts';

/** The stream that gets the knobs while the address is not one of the built-in origin. */
const OTHERWISE: StreamSettings = { base: 'studio', settings: [], query: '' };

/**
 * The form for the knobs of the built-in origin. It builds the name of a stream.
 *
 * @fires src-change - The user has set a knob. The detail is the new address.
 * @fires draft-play - The user wants to play the stream.
 */
@customElement('demo-knob-form')
export class DemoKnobForm extends LitElement {
  static override styles = [controlStyles, knobFormStyles];

  /** The address of the stream. */
  @property() src = '';

  /** Texts that are no valid values, by the names of their knobs. They are not in the address. */
  @state() private wrong: Readonly<Record<string, string>> = {};

  protected override willUpdate(changes: PropertyValues<this>) {
    if (changes.has('src')) this.wrong = {};
  }

  override render() {
    const stream = readStreamSettings(this.src) ?? OTHERWISE;
    return html`
      <form @submit=${this.#play} novalidate>
        <p class="intro dim">
          Each knob is a part of the stream's name, so that it applies to playlists, segments and the
          timeline. What you set here goes into <strong>src</strong> above.
        </p>
        <div class="groups">${KNOB_GROUPS.map((group) => this.#renderGroup(group, stream))}</div>
        <div class="actions">
          <button class="primary">Play</button>
          <button type="button" ?disabled=${stream.settings.length === 0} @click=${this.#reset}>Reset</button>
          <code class="mono" dir="ltr">${breakableName(writeStreamSettings(stream))}</code>
        </div>
      </form>
    `;
  }

  #renderGroup(group: KnobGroup, stream: StreamSettings) {
    const fields = KNOB_FIELDS.filter((field) => field.group === group);
    return html`
      <fieldset>
        <legend>${group}</legend>
        ${fields.map((field) => this.#renderKnob(field, stream))}
      </fieldset>
    `;
  }

  #renderKnob(field: KnobField, stream: StreamSettings) {
    const { name, what, allowed, fills } = field;
    const values = valuesOf(stream, name);
    const isWrong = name in this.wrong;
    return html`
      <div class="knob ${values.length > 0 || isWrong ? 'set' : ''}">
        <label class="mono" for=${name}>${name}</label>
        ${field.choices ? this.#renderChoice(field, stream) : this.#renderText(field, values)}
        <p id="${name}-note" class="note ${isWrong ? 'problem' : 'dim'}">
          ${isWrong ? `Allowed: ${allowed}.` : what}
          ${
            fills.length > 0 && !isWrong
              ? html`<span class="fills"
                  >${fills.map(({ label, value }) => {
                    const fill = () => this.#change(name, [value(Math.floor(Date.now() / 1000))]);
                    return html`<button type="button" aria-label="${name}: ${label}" @click=${fill}>
                      ${label}
                    </button>`;
                  })}</span
                >`
              : nothing
          }
        </p>
      </div>
    `;
  }

  #renderChoice(field: KnobField, stream: StreamSettings) {
    const { name, choices } = field;
    const usual = defaultChoice(field, stream.base) ?? '';
    const [value = usual] = valuesOf(stream, name);
    const change = (event: Event) => {
      const chosen = (event.target as HTMLSelectElement).value;
      this.#change(name, chosen === usual ? [] : [chosen]);
    };
    return html`
      <select id=${name} aria-describedby="${name}-note" .value=${live(value)} @change=${change}>
        ${(choices ?? []).map(
          (choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`,
        )}
      </select>
    `;
  }

  #renderText({ name, placeholder }: KnobField, values: readonly string[]) {
    const change = (event: Event) => this.#changeText(name, (event.target as HTMLInputElement).value.trim());
    return html`
      <input
        id=${name}
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        placeholder=${placeholder}
        aria-describedby="${name}-note"
        aria-invalid=${name in this.wrong ? 'true' : nothing}
        .value=${live(this.wrong[name] ?? values.join(' '))}
        @change=${change}
      />
    `;
  }

  #changeText(name: string, text: string) {
    // Only `fail` may be given more than once.
    const values = text === '' ? [] : name === 'fail' ? text.split(/\s+/) : [text];
    if (values.every((value) => KNOB_READERS.get(name)?.read(value, {}))) this.#change(name, values);
    else this.wrong = { ...this.wrong, [name]: text };
  }

  #change(name: string, values: readonly string[]) {
    this.wrong = Object.fromEntries(Object.entries(this.wrong).filter(([knob]) => knob !== name));
    this.#dispatch(withValues(readStreamSettings(this.src) ?? OTHERWISE, name, values));
  }

  readonly #reset = (): void => {
    this.wrong = {};
    this.#dispatch({ ...(readStreamSettings(this.src) ?? OTHERWISE), settings: [] });
  };

  #dispatch(stream: StreamSettings) {
    this.dispatchEvent(new CustomEvent<string>('src-change', { detail: writeStreamSettings(stream) }));
  }

  readonly #play = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!readStreamSettings(this.src)) this.#dispatch(OTHERWISE);
    this.dispatchEvent(new Event('draft-play'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'demo-knob-form': DemoKnobForm;
  }
}
