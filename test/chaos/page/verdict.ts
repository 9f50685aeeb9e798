import { realMs, type ScenarioLog } from './scenario-log.ts';

const POLL_MS = 20;

/** Collects the invariants that do not hold in a scenario. */
export class Verdict {
  readonly failures: string[] = [];

  constructor(
    private readonly log: ScenarioLog,
    /** Whether the network has a fault at the moment: such time does not count. */
    private readonly isFaulty: () => boolean,
  ) {}

  get hasFailed(): boolean {
    return this.failures.length > 0;
  }

  fail(sentence: string): void {
    this.log.add(`FAILED: ${sentence}`);
    this.failures.push(sentence);
  }

  /**
   * Waits for a condition; it fails the scenario when that takes longer than the limit.
   *
   * @param what what is waited for, as the beginning of a sentence
   * @returns whether the condition has come true
   */
  async waitFor(what: string, limitMs: number, isTrue: () => boolean): Promise<boolean> {
    let waitedMs = 0;
    let lastMs = realMs();
    while (!isTrue()) {
      if (this.hasFailed) return false;
      if (waitedMs > limitMs) {
        this.fail(`${what} takes longer than ${limitMs / 1000} s`);
        return false;
      }
      await pause(POLL_MS);
      const nowMs = realMs();
      if (!this.isFaulty()) waitedMs += nowMs - lastMs;
      lastMs = nowMs;
    }
    return true;
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
