import { expect } from 'chai';
import { formatLatency } from '../../../src/ui/controls/format-latency.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

describe('formatLatency', () => {
  const rows: [latencyS: number, text: string][] = [
    [0, '−0:00'],
    [0.999, '−0:00'],
    [42, '−0:42'],
    [59.999, '−0:59'],
    [MINUTE_S, '−1:00'],
    [16 * MINUTE_S + 12.5, '−16:12'],
    [HOUR_S - 1, '−59:59'],
    [HOUR_S, '−1:00:00'],
    [4 * HOUR_S + 3 * MINUTE_S + 12, '−4:03:12'],
    [DAY_S - 1, '−23:59:59'],
    [DAY_S, '−1 d 0 h'],
    [3 * DAY_S + 4 * HOUR_S + 59 * MINUTE_S, '−3 d 4 h'],
    [15 * DAY_S - 1, '−14 d 23 h'],
    // The server's time is known to half a second only, so a picture may seem to come from the future.
    [-0.4, '−0:00'],
    [-100, '−0:00'],
  ];
  for (const [latencyS, text] of rows) {
    it(`writes ${latencyS} s as ${text}`, () => expect(formatLatency(latencyS)).to.equal(text));
  }
});
