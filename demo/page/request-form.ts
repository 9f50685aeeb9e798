import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { TimeShiftError, type UnixMs } from '../../src/core/index.ts';
import { checkDraft, type CheckedDraft, type TimeField } from './check-draft.ts';
import { controlStyles } from './control-styles.ts';
import './copy-button.ts';
import { CHOICES, DEFAULT_DRAFT, type Draft, type Field } from './draft.ts';
import './instant-field.ts';
import { requestFormStyles } from './request-form-styles.ts';
import { splitPlaybackUrl } from './split-playback-url.ts';
import { urlStyles, urlTemplate } from './url-parts.ts';
import { isoText } from './write-text.ts';

interface TextFieldOptions {
  readonly hint?: string;
  readonly placeholder?: string;
  readonly list?: string;
  readonly isWide?: boolean;
}

/**
 * The form for what to play. It shows the playback URL that results.
 *
 * @fires draft-change - The user has changed a field. The detail is the new `Draft`.
 * @fires draft-play - The user wants to play the draft.
 */
@customElement('demo-request-form')
export class DemoRequestForm extends LitElement {
  static override styles = [controlStyles, urlStyles, requestFormStyles];

  @property({ attribute: false }) draft: Draft = DEFAULT_DRAFT;
  /** Returns the server's time. */
  @property({ attribute: false }) now: () => UnixMs = Date.now;
  /** Returns the time of the current picture. */
  @property({ attribute: false }) pictureTime: () => UnixMs | null = () => null;

  @state() private pasteProblem = '';
  /** Chromium lays out all options of a list with each change of the page, which takes a few hundred milliseconds. */
  @state() private listsZones = false;

  override render() {
    const checked = checkDraft(this.draft, this.now(), document.baseURI);
    return html`
      <form @submit=${this.#play} novalidate>
        ${this.#renderAddress(checked)}
        <div class="times">
          ${this.#renderTime('start', 'Where playback begins. If empty, live.', checked)}
          ${this.#renderTime('end', 'A live-style end. Needs a start.', checked)}
          ${this.#renderTime('vod-end', 'The end of a recording. Needs a start.', checked)}
        </div>
        <div class="small">${this.#renderSmallFields(checked)}</div>
        ${this.#renderUrl(checked)}
      </form>
    `;
  }

  #renderAddress({ problems }: CheckedDraft) {
    const problem = this.pasteProblem || (problems.src ?? '');
    return html`
      <div class="field">
        <label for="src">src <span class="dim">the address of a stream</span></label>
        <input
          id="src"
          class="mono"
          dir="ltr"
          type="url"
          inputmode="url"
          autocomplete="off"
          spellcheck="false"
          aria-describedby="src-note"
          aria-invalid=${problem === '' ? nothing : 'true'}
          .value=${live(this.draft.src)}
          @input=${(event: InputEvent) => this.#changeAddress(event)}
          @change=${() => this.#splitAddress(this.draft)}
        />
        <p id="src-note" class="note ${problem === '' ? 'dim' : 'problem'}">
          ${
            problem ||
            'Any http(s) address. A playback URL with lhs_ parameters is split into the fields below.'
          }
        </p>
      </div>
    `;
  }

  #renderTime(field: TimeField, hint: string, { times, problems }: CheckedDraft) {
    return html`
      <demo-instant-field
        .label=${field}
        .hint=${hint}
        .text=${this.draft[field]}
        .reading=${times[field]}
        .displayZone=${problems['display-zone'] === undefined ? this.draft['display-zone'] : ''}
        .problem=${problems[field] ?? ''}
        @text-change=${({ detail }: CustomEvent<string>) => this.#change(field, detail)}
        @screen-request=${() => this.#takePictureTime(field)}
      ></demo-instant-field>
    `;
  }

  #renderSmallFields(checked: CheckedDraft) {
    return [
      this.#renderText('offset', checked, { hint: 'seconds', placeholder: '1800 or 30m' }),
      this.#renderChoice('time-format'),
      this.#renderChoice('time-unit'),
      this.#renderChoice('time-zone', 'UTC +h'),
      this.#renderText('retention', checked, { hint: 'days' }),
      this.#renderChoice('gaps'),
      this.#renderChoice('strategy'),
      this.#renderChoice('catch-up'),
      this.#renderText('display-zone', checked, {
        placeholder: Intl.DateTimeFormat().resolvedOptions().timeZone,
        list: 'zones',
        isWide: true,
      }),
      this.#renderText('app', checked, { placeholder: 'as in src' }),
      this.#renderText('stream', checked, { placeholder: 'as in src' }),
      html`<datalist id="zones">
        ${this.listsZones ? ['UTC', ...Intl.supportedValuesOf('timeZone')].map(option) : nothing}
      </datalist>`,
    ];
  }

  #renderText(field: Field, { problems }: CheckedDraft, options: TextFieldOptions): TemplateResult {
    const problem = problems[field] ?? '';
    return html`
      <div class="field ${options.isWide ? 'wide' : ''}">
        <label for=${field}>${field} <span class="dim">${options.hint ?? ''}</span></label>
        <input
          id=${field}
          dir="ltr"
          autocomplete="off"
          spellcheck="false"
          list=${options.list ?? nothing}
          @focus=${() => (this.listsZones = options.list === 'zones')}
          @blur=${() => (this.listsZones = false)}
          placeholder=${options.placeholder ?? ''}
          aria-describedby="${field}-note"
          aria-invalid=${problem === '' ? nothing : 'true'}
          .value=${live(this.draft[field])}
          @input=${(event: InputEvent) => this.#change(field, (event.target as HTMLInputElement).value)}
        />
        <p id="${field}-note" class="note problem">${problem}</p>
      </div>
    `;
  }

  #renderChoice(field: keyof typeof CHOICES, hint = ''): TemplateResult {
    return html`
      <div class="field">
        <label for=${field}>${field} <span class="dim">${hint}</span></label>
        <select
          id=${field}
          .value=${live(this.draft[field])}
          @change=${(event: Event) => this.#change(field, (event.target as HTMLSelectElement).value)}
        >
          ${CHOICES[field].map((value) => option(value, value === this.draft[field]))}
        </select>
      </div>
    `;
  }

  #renderUrl({ url }: CheckedDraft) {
    return html`
      <div class="built" role="group" aria-label="Playback URL">
        <p class="url" dir="ltr">
          ${url === '' ? html`<span class="dim">There is no URL while a field above is wrong.</span>` : urlTemplate(url)}
        </p>
        <div class="actions">
          <button class="primary">Play</button>
          <demo-copy-button
            label="Copy URL"
            .text=${() => checkDraft(this.draft, this.now(), document.baseURI).url}
          ></demo-copy-button>
          <span class="dim note">Time-shift parameters are marked. Point at a time to read it.</span>
        </div>
      </div>
    `;
  }

  #changeAddress(event: InputEvent) {
    const draft = { ...this.draft, src: (event.target as HTMLInputElement).value };
    // A URL is incomplete while it is typed, but complete when it is pasted.
    if (event.inputType === 'insertFromPaste' || event.inputType === 'insertFromDrop')
      this.#splitAddress(draft);
    else this.#dispatchChange(draft);
  }

  #splitAddress(draft: Draft) {
    const split = splitPlaybackUrl(draft);
    const isWrong = split instanceof TimeShiftError;
    this.#dispatchChange(isWrong ? draft : (split ?? draft));
    this.pasteProblem = isWrong ? split.message : '';
  }

  #takePictureTime(field: TimeField) {
    const at = this.pictureTime();
    if (at !== null) this.#change(field, isoText(Math.floor(at)));
  }

  #change(field: Field, text: string) {
    this.#dispatchChange({ ...this.draft, [field]: text });
  }

  #dispatchChange(draft: Draft) {
    this.pasteProblem = '';
    this.dispatchEvent(new CustomEvent<Draft>('draft-change', { detail: draft }));
  }

  readonly #play = (event: SubmitEvent): void => {
    event.preventDefault();
    this.dispatchEvent(new Event('draft-play'));
  };
}

const option = (value: string, isSelected: unknown) =>
  html`<option value=${value} ?selected=${isSelected === true}>${value}</option>`;

declare global {
  interface HTMLElementTagNameMap {
    'demo-request-form': DemoRequestForm;
  }
}
