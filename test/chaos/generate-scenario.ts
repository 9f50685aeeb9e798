import type { RandomChoice as Choice } from './random-choice.ts';
import { RandomChoice } from './random-choice.ts';
import { generateSource, type GeneratedSource } from './generate-source.ts';
import type { Action, Scenario, Step, Target } from './scenario.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How far from an edge seeks aim: around it by a millisecond, a frame, and what hls.js and browsers round. */
const NEAR_EDGE_MS = [
  -2000, -251, -249, -90, -41, -40, -39, -20, -5, -2, -1, 0, 1, 20, 40, 60, 500, 3000,
] as const;

/** The scenario with an index in the run with a seed: always the same one. */
export function generateScenario(seed: number, index: number): Scenario {
  const start = Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  const random = new RandomChoice(start);
  const generated = generateSource(random, new RandomChoice(~start));
  const isDated = !generated.source.stream.includes('~pdt=none');
  const steps = Array.from({ length: random.whole(3, 15) }, () => generateSteps(random, generated)).flat();
  if (random.chance(0.15)) steps.push({ afterMs: random.whole(0, 500), action: { do: 'destroy' } });
  return {
    name: `${seed}/${index}`,
    startsAt: generated.startsAt,
    // Without dates, live pictures are of the time that the viewer's clock says until the service tells its own.
    viewerAheadMs: isDated ? random.of(0, 0, 0, 700, -4000, 2 * HOUR_MS, -72 * HOUR_MS) : 0,
    source: generated.source,
    steps,
  };
}

/** One action, and sometimes a look at the picture after it. */
function generateSteps(random: Choice, generated: GeneratedSource): Step[] {
  const action = generateAction(random, generated);
  const step = { afterMs: Math.round(random.unit() * random.of(5, 60, 250, 600)), action };
  if (!random.chance(0.3)) return [step];
  return [step, { afterMs: random.of(0, 0, 50, 300), action: { do: 'look' } }];
}

function generateAction(random: Choice, generated: GeneratedSource): Action {
  // A kind of action is as likely as it has entries here.
  const kind = random.of(
    ...repeated(14, 'seek'),
    ...repeated(3, 'seek-by'),
    ...repeated(2, 'go-live'),
    ...repeated(3, 'play'),
    ...repeated(3, 'pause'),
    ...repeated(2, 'rate'),
    ...repeated(2, 'quality'),
    ...repeated(2, 'warm'),
    ...repeated(2, 'thumbnail'),
    ...repeated(2, 'media-error'),
    ...repeated(2, 'faults'),
    'slow',
    'offline',
    'hide',
    'show',
    'sleep',
    'set-clock',
    'reload',
    'retry',
  );
  return generateActionOf(kind, random, generated);
}

type GeneratedKind = Exclude<Action['do'], 'look' | 'destroy'>;

const repeated = (count: number, kind: GeneratedKind): [GeneratedKind, ...GeneratedKind[]] => [
  kind,
  ...Array.from({ length: count - 1 }, () => kind),
];

function generateActionOf(kind: GeneratedKind, random: Choice, generated: GeneratedSource): Action {
  switch (kind) {
    case 'seek': {
      const direction = random.of('forward', 'forward', 'forward', 'backward');
      return { do: kind, to: generateTarget(random, generated), direction };
    }
    case 'seek-by':
      return { do: kind, seconds: random.of(-3600, -60, -10, -5, -0.04, 0.04, 5, 10, 60, 3600) };
    case 'rate':
      return { do: kind, rate: random.of(0.5, 1, 1, 2, 4, 8) };
    case 'quality':
      return { do: kind, index: random.of(null, 0, 1, 2) };
    case 'warm':
      return { do: kind, to: random.chance(0.2) ? null : generateTarget(random, generated) };
    case 'thumbnail':
      return { do: kind, to: generateTarget(random, generated) };
    case 'faults':
      return { do: kind, faults: [generateFault(random)], forMs: random.of(100, 500, 2000, 4000) };
    case 'slow':
      return { do: kind, latencyMs: random.of(100, 500, 2000), forMs: random.of(500, 2000, 4000) };
    case 'offline':
      return { do: kind, forMs: random.of(50, 500, 2000, 4000) };
    case 'sleep': {
      const ms = random.of(5 * SECOND_MS, 16 * SECOND_MS, 2 * MINUTE_MS, HOUR_MS, 8 * HOUR_MS);
      return { do: kind, ms, isCounted: random.chance(0.5) };
    }
    case 'set-clock':
      return { do: kind, byMs: random.of(-HOUR_MS, -3000, 2000, 5 * MINUTE_MS, 24 * HOUR_MS) };
    case 'reload':
      return { do: kind, afterMs: random.of(0, 0, 50, 400) };
    default:
      return { do: kind };
  }
}

function generateTarget(random: Choice, { startsAt, segmentMs, holes }: GeneratedSource): Target {
  const edgeMs = random.of(...NEAR_EDGE_MS);
  const kind = random.of('near', 'near', 'far', 'far', 'edge', 'edge', 'hole', 'live', 'retention', 'start');
  switch (kind) {
    case 'near':
      return { from: 'playhead', ms: random.of(random.whole(-5000, 5000), random.whole(-60_000, 60_000)) };
    case 'far':
      return { from: 'start', ms: -random.whole(MINUTE_MS, 20 * HOUR_MS) };
    case 'edge': {
      const from = random.of('epoch', 'epoch', 'buffer-start', 'buffer-end', 'list-start', 'list-end');
      if (from !== 'epoch') return { from, ms: edgeMs };
      const unitMs = random.of(segmentMs, 10 * MINUTE_MS, 6 * HOUR_MS);
      const at = startsAt - random.whole(MINUTE_MS, 20 * HOUR_MS);
      return { from, ms: Math.floor(at / unitMs) * unitMs + edgeMs };
    }
    case 'hole': {
      const hole = random.element(holes);
      if (!hole) return { from: 'start', ms: -random.whole(0, HOUR_MS) };
      const inside = random.whole(hole.start, hole.end);
      return { from: 'epoch', ms: random.of(hole.start + edgeMs, hole.end + edgeMs, inside) };
    }
    case 'live':
      return {
        from: 'server',
        ms: random.of(HOUR_MS, 0, -5000, -9900, -10_100, -15_000, -29_000, -31_000, -40_000, -90_000),
      };
    case 'retention':
      return {
        from: 'server',
        ms: -random.of(2, 24) * HOUR_MS + random.whole(-2 * MINUTE_MS, 2 * MINUTE_MS),
      };
    case 'start':
      return { from: 'start', ms: random.of(0, 500, -random.whole(0, HOUR_MS)) };
  }
}

/** Any fault of a playlist or a segment that the origin knows. */
function generateFault(random: Choice): string {
  const kind = random.of('playlist', 'segment', 'segment', 'timeline');
  const damage = random.of('503', '404', '403', '429', 'html', 'empty', 'truncated', 'drop', 'garbled');
  return `${kind}:${damage}:${random.of('all', 'all', '50%', '3')}`;
}
