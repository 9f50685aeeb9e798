import type { Damage, Fault, FaultKind } from './fault.ts';
import { hashToUnit } from './hash-to-unit.ts';

/** Decides which requests for one stream a fault strikes, and remembers how many it has struck. */
export class FaultCounter {
  private readonly struck = new Map<Fault, number>();
  private readonly attempts = new Map<string, number>();

  /**
   * The damage to do to this request: that of the first fault which strikes. So `503:2` and then `html:1` give two
   * answers 503 and one in HTML.
   *
   * @param url tells attempts for one thing from those for another; without a signature, which differs each time
   */
  strike(faults: readonly Fault[], kind: FaultKind, url: string): Damage | undefined {
    const possible = faults.filter((fault) => fault.kind === kind);
    if (possible.length === 0) return undefined;
    const attempt = (this.attempts.get(url) ?? 0) + 1;
    this.attempts.set(url, attempt);
    for (const fault of possible) {
      if (this.strikes(fault, `${url} ${attempt}`)) return fault.damage;
    }
    return undefined;
  }

  private strikes(fault: Fault, attempt: string): boolean {
    const { incidence } = fault;
    switch (incidence.type) {
      case 'all':
        return true;
      case 'share':
        return hashToUnit(attempt) * 100 < incidence.percent;
      case 'first': {
        const count = (this.struck.get(fault) ?? 0) + 1;
        this.struck.set(fault, count);
        return count <= incidence.count;
      }
    }
  }
}
