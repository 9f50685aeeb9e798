import { parseFault } from '../../../demo/origin/faults.ts';
import type { TimeShiftErrorCode } from '../../../src/core/index.ts';
import { realMs } from './scenario-log.ts';

/** Loads are retried with a backoff, so a fault may have an effect for so long after its end. */
const AFTERMATH_MS = 30_000;

interface Cause {
  readonly codes: readonly TimeShiftErrorCode[];
  readonly untilMs: number;
}

/** Which errors the faults that a scenario has injected explain. */
export class FaultHistory {
  readonly #causes: Cause[] = [];

  addFaults(faults: readonly string[], forMs: number): void {
    this.#add(faults.flatMap(codesOf), forMs);
  }

  addOutage(forMs: number): void {
    this.#add(['network'], forMs);
  }

  addMediaError(): void {
    this.#add(['media'], 0);
  }

  /** Whether a fault of late explains an error with this code. */
  explains(code: TimeShiftErrorCode): boolean {
    const nowMs = realMs();
    return this.#causes.some(({ codes, untilMs }) => nowMs < untilMs && codes.includes(code));
  }

  #add(codes: readonly TimeShiftErrorCode[], forMs: number): void {
    this.#causes.push({ codes, untilMs: realMs() + forMs + AFTERMATH_MS });
  }
}

function codesOf(text: string): TimeShiftErrorCode[] {
  const fault = parseFault(text);
  if (!fault || fault.kind === 'timeline' || fault.kind === 'call') return [];
  const { damage } = fault;
  if (damage.type === 'garbled' && fault.kind === 'segment') return ['media'];
  if (damage.type !== 'status') return ['network'];
  if (damage.status === 404) return ['not-recorded', 'network'];
  return damage.status === 401 || damage.status === 403 ? ['forbidden'] : ['network'];
}
