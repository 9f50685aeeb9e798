/**
 * `TEST_AT=2027-03-28T00:59:50Z npm test` runs everything as if it were then. Node imports this module before all
 * others (`--import`), in the runner and in the processes that it starts; it shifts their `Date`. The first process
 * computes the offset, and the others read it from the environment, so that all of them agree.
 */
import { shiftDate } from './shift-date.ts';

const OFFSET_NAME = 'TEST_AT_OFFSET_MS';
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** How far the tests are ahead of the computer's clock, in milliseconds; 0 without `TEST_AT`. */
export const testClockOffsetMs = readOffsetMs();

function readOffsetMs(): number {
  const { TEST_AT: instant, [OFFSET_NAME]: known } = process.env;
  if (known !== undefined) return Number(known);
  if (instant === undefined || instant === '') return 0;
  const startMs = INSTANT.test(instant) ? Date.parse(instant) : NaN;
  if (Number.isNaN(startMs)) {
    console.error(
      `TEST_AT is "${instant}". It has to be an ISO 8601 instant with its zone, like 2027-03-28T00:59:50Z.`,
    );
    process.exit(1);
  }
  return startMs - Date.now();
}

process.env[OFFSET_NAME] = String(testClockOffsetMs);
if (testClockOffsetMs !== 0) shiftDate(testClockOffsetMs);
