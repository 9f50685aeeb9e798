import type { PlaybackRequest, TimeRange, UnixMs } from '../../src/core/index.ts';
import { generateReality } from './generate-reality.ts';
import type { RandomChoice } from './random-choice.ts';
import type { ScenarioSource } from './scenario.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const FIRST_DAY = Date.UTC(2026, 2, 10);
/** Playlists and the timeline are divided at multiples of these. */
const BOUNDARIES_MS = [10 * SECOND_MS, 10 * MINUTE_MS, 6 * HOUR_MS];

/** Faults that a session has to overcome without any error. */
const LIGHT_FAULTS = [
  'segment:503:20%',
  'segment:503:2',
  'segment:drop:2',
  'segment:truncated:2',
  'segment:html:1',
  'segment:404:1',
  'playlist:503:2',
  'playlist:html:1',
  'playlist:empty:1',
  'playlist:truncated:1',
  'playlist:drop:2',
  'timeline:503:all',
  'timeline:503:3',
  'timeline:drop:2',
  'timeline:html:all',
  'timeline:retcode5001:3',
  'timeline:nocontent:2',
  'timeline:nocurrent:2',
] as const;

/** A stream and when it is loaded, with what seeks may aim at. */
export interface GeneratedSource {
  readonly startsAt: UnixMs;
  readonly source: ScenarioSource;
  readonly segmentMs: number;
  readonly holes: readonly TimeRange[];
}

export function generateSource(random: RandomChoice, realities: RandomChoice): GeneratedSource {
  const startsAt = generateStart(random);
  const strategy = random.of('windowed', 'windowed', 'direct');
  const segmentMs = random.of(4000, 4000, 4000, 2000, 3840, 1000, 6000, 10_000);
  const holes = generateHoles(random, startsAt);
  const restart = random.chance(0.15) ? restartAt(random, startsAt, holes) : undefined;
  const knobs = {
    days: random.of('14', '14', '14', '14', '14', '14', '0.25'),
    segment: String(segmentMs),
    holes: holes.length > 0 ? holes.map(inSeconds).join(',') : undefined,
    restart,
    down: random.of('frozen', '404'),
    latency: random.of('0', '0', '10', '20', '60', '200'),
    variants: random.of(undefined, undefined, undefined, '3'),
    pdt: random.of('all', 'all', 'all', 'all', 'all', 'all', 'first', 'discontinuity', 'none'),
    // hls.js by itself stalls at a hole without them, and nobody can know of a restart.
    tags: strategy === 'windowed' && restart === undefined ? random.of('on', 'on', 'on', 'off') : 'on',
    start: random.of('growing', 'growing', 'sliding'),
    offset: random.of('sliding', 'sliding', 'growing'),
    auth: random.of(undefined, undefined, undefined, undefined, undefined, 'secret'),
    authttl: random.of('4', '60'),
  };
  // Without dates, nobody knows by how much a playlist has slid before it is read.
  if (strategy === 'direct' && knobs.pdt === 'none') knobs.start = 'growing';
  const generated = random.chance(0.3) ? generateFaults(random) : [];
  // Signing refuses paths with a percent sign of their own.
  const faults = knobs.auth === undefined ? generated : generated.map((fault) => fault.replace('20%', '2'));
  const settings = [
    ...Object.entries(knobs).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])),
    ...faults.map((fault) => `fail=${fault}`),
    ...generateReality(realities, knobs),
  ];
  return {
    startsAt,
    segmentMs,
    holes,
    source: {
      stream: ['studio', ...settings].join('~'),
      strategy,
      request: generateRequest(random, startsAt),
      retentionMs: random.of(DAY_MS, DAY_MS, 2 * HOUR_MS),
      gaps: random.of('skip', 'skip', 'skip', 'stop'),
      catchUp: random.of('on', 'on', 'off'),
      autoplay: random.chance(0.7),
    },
  };
}

/** The timeline is asked ever more rarely after failures, so two faults of it would outlast a scenario. */
function generateFaults(random: RandomChoice): string[] {
  const first = random.of(...LIGHT_FAULTS);
  const second = random.of(...LIGHT_FAULTS);
  const areOfTimeline = [first, second].every((fault) => fault.startsWith('timeline'));
  return areOfTimeline ? [first] : [first, second];
}

/** Any time of ten days, or a moment before a boundary. */
function generateStart(random: RandomChoice): UnixMs {
  const any = FIRST_DAY + random.whole(0, 10 * DAY_MS);
  const boundaryMs = random.of(undefined, undefined, ...BOUNDARIES_MS);
  if (boundaryMs === undefined) return any;
  return Math.floor(any / boundaryMs) * boundaryMs - random.whole(-2000, 8000);
}

/** Some in the past, and sometimes one that begins while the scenario runs. */
function generateHoles(random: RandomChoice, startsAt: UnixMs): TimeRange[] {
  const holes: TimeRange[] = [];
  let before = startsAt - 5 * MINUTE_MS;
  for (let count = random.of(0, 0, 1, 2, 3); count > 0; count -= 1) {
    const lengthMs = random.of(5 * SECOND_MS, 20 * SECOND_MS, 3 * MINUTE_MS, 25 * MINUTE_MS, 70 * MINUTE_MS);
    const end = before - random.whole(30 * SECOND_MS, 2 * HOUR_MS);
    const start = end - lengthMs;
    holes.unshift(roundedToSeconds({ start, end }));
    before = start;
  }
  if (random.chance(0.12)) {
    const start = startsAt + random.whole(1000, 12_000);
    holes.push(roundedToSeconds({ start, end: start + random.of(3000, 7000, 12_000) }));
  }
  return holes;
}

/** Encoders often restart after a hole, and sometimes without one. */
function restartAt(random: RandomChoice, startsAt: UnixMs, holes: readonly TimeRange[]): string {
  const afterHole = random.element(holes)?.end;
  const at = random.of(afterHole, startsAt - random.whole(0, HOUR_MS), startsAt + random.whole(1000, 8000));
  return String(Math.floor((at ?? startsAt) / SECOND_MS));
}

function generateRequest(random: RandomChoice, startsAt: UnixMs): PlaybackRequest {
  const start = startsAt - random.of(random.whole(MINUTE_MS, HOUR_MS), random.whole(HOUR_MS, 20 * HOUR_MS));
  const last = start + random.of(MINUTE_MS, 10 * MINUTE_MS, 2 * HOUR_MS) + random.whole(0, 10_000);
  const kind = random.of('live', 'live', 'live', 'start', 'start', 'start', 'start', 'offset', 'end', 'vod');
  switch (kind) {
    case 'live':
      return {};
    case 'start':
      return { start };
    case 'offset':
      return { offsetMs: random.of(0, 20 * SECOND_MS, random.whole(MINUTE_MS, 90 * MINUTE_MS)) };
    case 'end':
      return { start, end: last };
    case 'vod':
      return { start, vodEnd: last };
  }
}

/** The knob `holes` is in whole seconds. */
const roundedToSeconds = ({ start, end }: TimeRange): TimeRange => ({
  start: Math.round(start / SECOND_MS) * SECOND_MS,
  end: Math.round(end / SECOND_MS) * SECOND_MS,
});

const inSeconds = ({ start, end }: TimeRange): string => `${start / SECOND_MS}-${end / SECOND_MS}`;
