import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { controlStyles } from './control-styles.ts';
import './copy-button.ts';
import { addEntries, LOG_KINDS, logEntryOf, logText, type LogEntry, type LogKind } from './log-entry.ts';
import { requestLogStyles } from './request-log-styles.ts';
import { urlParts, urlStyles, urlTemplate } from './url-parts.ts';
import { bytesText, durationText, utcClockText } from './write-text.ts';

const MOST_ENTRIES = 500;

const FILTERS = ['all', ...LOG_KINDS] as const;
type Filter = (typeof FILTERS)[number];
const FILTER_NAMES: Record<Filter, string> = {
  all: 'All',
  playlist: 'Playlists',
  segment: 'Segments',
  timeline: 'Timeline',
};

/** The log of the player's requests, newest first, as the browser reports them. */
@customElement('demo-request-log')
export class DemoRequestLog extends LitElement {
  static override styles = [controlStyles, urlStyles, requestLogStyles];

  @state() private entries: readonly LogEntry[] = [];
  /** The entries that are shown while the log is paused. New requests are still collected. */
  @state() private pausedEntries: readonly LogEntry[] | null = null;
  @state() private filter: Filter = 'all';

  readonly #observer = new PerformanceObserver((list) => this.#add(list.getEntries()));

  override connectedCallback() {
    super.connectedCallback();
    this.#observer.observe({ type: 'resource', buffered: true });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render() {
    const shown = this.#shown;
    return html`
      ${this.#renderTools()}
      <div class="list">
        <div class="columns" aria-hidden="true">
          <span>Time (UTC)</span><span>Kind</span><span class="number">Status</span>
          <span class="number">Duration</span><span class="number">Size</span><span>URL</span>
        </div>
        ${shown.length === 0 ? html`<p class="empty dim">No requests yet.</p>` : nothing}
        <ol aria-label="Requests, newest first">
          ${repeat(
            shown,
            ({ id }) => id,
            (entry) => this.#renderEntry(entry),
          )}
        </ol>
      </div>
    `;
  }

  #renderTools() {
    const all = this.pausedEntries ?? this.entries;
    const lastShown = Math.max(0, ...all.map(({ id }) => id));
    const newCount = this.entries.filter(({ id }) => id > lastShown).length;
    return html`
      <div class="tools">
        <fieldset>
          <legend class="unseen">Kind of request</legend>
          ${FILTERS.map((filter) => this.#renderFilter(filter, all))}
        </fieldset>
        <span class="space"></span>
        <button type="button" @click=${() => (this.pausedEntries = this.pausedEntries ? null : this.entries)}>
          ${this.pausedEntries ? `Resume (${newCount} new)` : 'Pause'}
        </button>
        <button type="button" @click=${this.#clear}>Clear</button>
        <demo-copy-button .text=${() => logText(this.#shown)}></demo-copy-button>
      </div>
    `;
  }

  #renderFilter(filter: Filter, all: readonly LogEntry[]): TemplateResult {
    return html`
      <label>
        <input
          class="unseen"
          type="radio"
          name="kind"
          .checked=${filter === this.filter}
          @change=${() => (this.filter = filter)}
        />
        ${FILTER_NAMES[filter]} <span class="dim">${all.filter(isOfKind(filter)).length}</span>
      </label>
    `;
  }

  #renderEntry({ at, kind, status, durationMs, bytes, isFromCache, url }: LogEntry) {
    const { host, pathname, search } = new URL(url);
    const isOk = status === null || status < 400;
    return html`
      <li>
        <details>
          <summary>
            <span class="mono">${utcClockText(at)}</span>
            <span class="dim">${kind}</span>
            <span class="number ${isOk ? '' : 'bad'}">${status ?? '—'}</span>
            <span class="number">${durationText(durationMs)}</span>
            <span class="number">${isFromCache ? 'cached' : bytes === null ? '—' : bytesText(bytes)}</span>
            <span class="url">${urlTemplate((host === location.host ? '' : host) + pathname + search)}</span>
          </summary>
          <div class="whole">
            <div class="url" dir="ltr">${urlTemplate(url)}</div>
            ${this.#renderMeanings(url)}
          </div>
        </details>
      </li>
    `;
  }

  #renderMeanings(url: string) {
    const meanings = urlParts(url).flatMap(({ meaning }) => meaning || []);
    if (meanings.length === 0) return nothing;
    return html`<ul class="dim">
      ${meanings.map((meaning) => html`<li>${meaning}</li>`)}
    </ul>`;
  }

  get #shown(): readonly LogEntry[] {
    return (this.pausedEntries ?? this.entries).filter(isOfKind(this.filter));
  }

  #add(timings: PerformanceEntryList) {
    const added = timings.flatMap(
      (timing) => logEntryOf(timing as PerformanceResourceTiming, performance.timeOrigin) ?? [],
    );
    if (added.length > 0) this.entries = addEntries(this.entries, added, MOST_ENTRIES);
  }

  readonly #clear = (): void => {
    this.entries = [];
    this.pausedEntries &&= [];
  };
}

const isOfKind =
  (filter: Filter) =>
  ({ kind }: { kind: LogKind }): boolean =>
    filter === 'all' || kind === filter;

declare global {
  interface HTMLElementTagNameMap {
    'demo-request-log': DemoRequestLog;
  }
}
