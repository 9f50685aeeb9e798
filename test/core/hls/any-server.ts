import fc from 'fast-check';
import { ModelServer, type Habits, type Stretch } from './model-server.ts';

const T0 = Date.parse('2017-08-09T12:00:00Z');
export const LONGEST_MS = 10_000;

export interface Bounds {
  readonly dates: readonly Habits['dates'][];
  readonly tags?: readonly boolean[];
  readonly shortestHoleMs: number;
  readonly fewestSegments?: number;
}

/** The durations of segments: all the same, as most encoders produce them, or all different. */
function anyDurations(fewest: number): fc.Arbitrary<number[]> {
  const constant = fc
    .tuple(fc.constantFrom(4000, 3840), fc.integer({ min: fewest, max: 60 }))
    .map(([durationMs, count]) => Array<number>(count).fill(durationMs));
  // If a segment is shorter than 2 s, a timeline in whole seconds does not tell on which side of a hole it is.
  const varying = fc.array(fc.integer({ min: 2040, max: LONGEST_MS }), { minLength: fewest, maxLength: 60 });
  return fc.oneof(constant, varying);
}

/** Any server with some hours of recordings and holes, whose behaviour is within the bounds. */
export function anyServer(bounds: Bounds): fc.Arbitrary<ModelServer> {
  const { dates, tags = [true, false], shortestHoleMs, fewestSegments = 1 } = bounds;
  const stretch: fc.Arbitrary<Stretch> = fc.record({
    holeMs: fc.oneof(
      fc.integer({ min: shortestHoleMs, max: 30_000 }),
      fc.integer({ min: 30_000, max: 1_000_000 }),
    ),
    durationsMs: anyDurations(fewestSegments),
  });
  const habits: fc.Arbitrary<Habits> = fc.record({
    dates: fc.constantFrom(...dates),
    hasTags: fc.constantFrom(...tags),
    seam: fc.constantFrom('both', 'first', 'second', 'cut'),
    rounding: fc.constantFrom('floor', 'round', 'ceil'),
    uris: fc.constantFrom('relative', 'absolute'),
  });
  return fc
    .tuple(fc.nat(20_000), fc.array(stretch, { minLength: 1, maxLength: 6 }), habits)
    .map(([startMs, stretches, kept]) => new ModelServer(T0 + startMs, stretches, kept));
}
