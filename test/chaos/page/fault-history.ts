import { parseFault, type Fault } from '../../../demo/origin/faults.ts';
import type { TimeShiftErrorCode } from '../../../src/core/index.ts';
import { realMs } from './scenario-log.ts';

/** Loads are retried with a backoff, so a fault may have an effect for so long after its end. */
const AFTERMATH_MS = 30_000;

interface Cause {
  readonly codes: readonly TimeShiftErrorCode[];
  /** Whether playlists are cut off. */
  readonly cuts: boolean;
  readonly untilMs: number;
}

/** Which errors the faults that a scenario has injected explain. */
export class FaultHistory {
  readonly #causes: Cause[] = [];

  addFaults(faults: readonly string[], forMs: number): void {
    const parsed = faults.flatMap((text) => parseFault(text) ?? []);
    this.#add(parsed.flatMap(codesOf), forMs, parsed.some(cutsPlaylists));
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

  /** Whether a fault of late may have cut off playlists. */
  get cutsPlaylists(): boolean {
    const nowMs = realMs();
    return this.#causes.some(({ cuts, untilMs }) => nowMs < untilMs && cuts);
  }

  #add(codes: readonly TimeShiftErrorCode[], forMs: number, cuts = false): void {
    this.#causes.push({ codes, cuts, untilMs: realMs() + forMs + AFTERMATH_MS });
  }
}

/** Whether a fault leaves out the last segments of a playlist. */
export const cutsPlaylists = ({ kind, damage }: Fault): boolean =>
  kind === 'playlist' && damage.type === 'truncated';

function codesOf({ kind, damage }: Fault): TimeShiftErrorCode[] {
  if (kind === 'timeline' || kind === 'call') return [];
  if (damage.type === 'garbled' && kind === 'segment') return ['media'];
  if (damage.type !== 'status') return ['network'];
  if (damage.status === 404) return ['not-recorded', 'network'];
  return damage.status === 401 || damage.status === 403 ? ['forbidden'] : ['network'];
}
