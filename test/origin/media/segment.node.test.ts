import { expect } from 'chai';
import { describe, it } from 'node:test';
import { makeSegment, type SegmentSpec } from '../../../demo/origin/media/segment.ts';
import { nalTypes, readPackets, readPes } from './transport-stream.ts';

const START_MS = Date.UTC(2025, 10, 21, 9, 59, 58, 400);
const WRAP_TICKS = 2 ** 33;

/** The last time before `START_MS` at which time stamps wrap, rounded down to a frame. */
const BEFORE_WRAP_MS = Math.floor((Math.floor((START_MS * 90) / WRAP_TICKS) * WRAP_TICKS) / 3600) * 40;

function stamps(spec: SegmentSpec, pid: number): number[] {
  return readPes(readPackets(makeSegment(spec)), pid).map(({ pts }) => pts);
}

describe('makeSegment', () => {
  it('makes the same bytes for the same spec', () => {
    const spec = { startMs: START_MS, durationMs: 400 };
    expect(makeSegment(spec)).to.deep.equal(makeSegment({ ...spec }));
  });

  it('makes whole packets, each with its sync byte', () => {
    const segment = makeSegment({ startMs: START_MS, durationMs: 3840 });
    expect(segment.length % 188).to.equal(0);
    expect(readPackets(segment).every(({ syncByte }) => syncByte === 0x47)).to.equal(true);
  });

  const durations = [40, 400, 3840, 4000];
  for (const durationMs of durations) {
    it(`continues continuity counters and the clock in the next segment, after ${durationMs} ms`, () => {
      const next = makeSegment({ startMs: START_MS + durationMs, durationMs });
      const packets = readPackets(makeSegment({ startMs: START_MS, durationMs })).concat(readPackets(next));
      for (const pid of [0, 0x1000, 0x100, 0x101]) {
        const counters = packets.filter((packet) => packet.pid === pid).map(({ counter }) => counter);
        expect(counters).to.deep.equal(counters.map((_, i) => i % 16));
      }
      const clocks = packets.flatMap(({ pcrBase }) => pcrBase ?? []);
      expect(clocks).to.have.length((2 * durationMs) / 40);
      expect(clocks.slice(1).every((clock, i) => clock === 3600 + clocks[i]!)).to.equal(true);
    });

    it(`neither loses nor repeats an audio frame after ${durationMs} ms`, () => {
      const audioOf = (startMs: number, durationMs: number): number[] =>
        readPes(readPackets(makeSegment({ startMs, durationMs })), 0x101).flatMap(({ data }) => [...data]);
      const two = [...audioOf(START_MS, durationMs), ...audioOf(START_MS + durationMs, durationMs)];
      expect(two).to.deep.equal(audioOf(START_MS, 2 * durationMs));
    });
  }

  it('stamps each picture with its epoch time in ticks of 90 kHz, modulo 2^33', () => {
    const expected = [0, 1, 2, 3].map((i) => ((START_MS + 40 * i) * 90) % WRAP_TICKS);
    expect(stamps({ startMs: START_MS, durationMs: 160 }, 0x100)).to.deep.equal(expected);
  });

  it('stamps sound and pictures with the time since clockZeroMs', () => {
    const spec = { startMs: START_MS, durationMs: 400 };
    const startTicks = (START_MS * 90) % WRAP_TICKS;
    for (const pid of [0x100, 0x101]) {
      const sinceZero = stamps({ ...spec, clockZeroMs: START_MS - 1000 }, pid);
      expect(sinceZero).to.deep.equal(stamps(spec, pid).map((pts) => 90_000 + pts - startTicks));
    }
  });

  it('starts over from zero when time stamps wrap', () => {
    const pts = stamps({ startMs: BEFORE_WRAP_MS, durationMs: 80 }, 0x100);
    expect(pts[0]).to.be.greaterThan(WRAP_TICKS - 3600 - 1);
    expect(pts[1]).to.equal(pts[0]! + 3600 - WRAP_TICKS);
  });

  it('has a key picture with parameter sets at the start, and after every gopFrames pictures', () => {
    const segment = makeSegment({ startMs: START_MS, durationMs: 240, gopFrames: 4 });
    const pictures = readPes(readPackets(segment), 0x100).map(({ data }) => nalTypes(data).join(' '));
    expect(pictures).to.deep.equal(['9 7 8 5', '9 1', '9 1', '9 1', '9 7 8 5', '9 1']);
  });

  const formats = [
    { width: 320 },
    { width: 640, fps: 50 },
    { width: 1280 },
    { width: 640, height: 480 },
    { width: 1920 },
  ];
  for (const format of formats) {
    it(`makes ${JSON.stringify(format)}`, () => {
      const durationMs = 80;
      const pictures = stamps({ startMs: START_MS, durationMs, ...format }, 0x100);
      expect(pictures).to.have.length((durationMs * (format.fps ?? 25)) / 1000);
    });
  }

  const refused: [Partial<SegmentSpec>, RegExp][] = [
    [{ startMs: START_MS + 1 }, /startMs .* multiple of 40/],
    [{ startMs: -40 }, /startMs/],
    [{ durationMs: 3850 }, /durationMs 3850/],
    [{ durationMs: 0 }, /durationMs 0/],
    [{ width: 854 }, /width 854/],
    [{ height: 359 }, /height 359/],
    [{ fps: 30 }, /fps 30/],
    [{ channel: 256 }, /channel 256/],
    [{ channel: -1 }, /channel -1/],
    [{ gopFrames: 0 }, /gopFrames 0/],
    [{ startMs: Number.NaN }, /startMs NaN/],
    [{ width: 3840 }, /level 4/],
  ];
  for (const [wrong, message] of refused) {
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      expect(() => makeSegment({ startMs: START_MS, durationMs: 40, ...wrong })).to.throw(
        RangeError,
        message,
      );
    });
  }
});
