import { redact } from '../../../src/core/index.ts';

const MAX_LINES = 3000;

/** The milliseconds of the browser, also while a scenario has replaced `performance.now`. */
export const realMs = performance.now.bind(performance);

/** What happens in a scenario, one event a line, with the time since the start. Signatures are redacted. */
export class ScenarioLog {
  readonly #lines: string[] = [];
  readonly #startedMs = realMs();

  add(text: string): void {
    const sinceStart = (realMs() - this.#startedMs).toFixed(0).padStart(6);
    this.#lines.push(`${sinceStart} ${redact(text)}`);
    // What matters is near the failure, thus at the end.
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
