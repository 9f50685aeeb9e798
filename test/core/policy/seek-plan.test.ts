import { expect } from 'chai';
import fc from 'fast-check';
import { RecordedRanges } from '../../../src/core/timeline/recorded-ranges.ts';
import { planSeek, type SeekPlan, type SeekScene } from '../../../src/core/policy/seek-plan.ts';
import { contains, type TimeRange } from '../../../src/core/time/time-range.ts';

/** An instant between 12:00 and 13:00, by its minutes and seconds. */
const at = (clock: string) => Date.parse(`2017-08-09T12:${clock}Z`);
const during = (from: string, to: string): TimeRange => ({ start: at(from), end: at(to) });

const HOUR = during('00:00', '59:59.999');
const HOLE = during('20:00', '30:00');
const RECORDED = RecordedRanges.empty.learn(HOUR, [during('05:00', '20:00'), during('30:00', '50:00')]);

const NOTHING_RECORDED = RecordedRanges.empty.learn(HOUR, []);

/** Recorded are minutes 05-20 and 30-50, loaded are minutes 30-40, and the whole hour is known. */
const SCENE: SeekScene = {
  loaded: [during('30:00', '40:00')],
  recorded: RECORDED,
  bounds: HOUR,
  liveEdge: at('55:00'),
};
const vod = (from: string, to: string): Partial<SeekScene> => ({ bounds: during(from, to), liveEdge: null });

const live = (skipped: TimeRange | null = null): SeekPlan => ({ kind: 'live', skipped });
const within = (clock: string, skipped: TimeRange | null = null): SeekPlan => ({
  kind: 'within',
  at: at(clock),
  skipped,
});
const load = (clock: string, skipped: TimeRange | null = null): SeekPlan => ({
  kind: 'load',
  at: at(clock),
  skipped,
});

type Row = [what: string, target: string, plan: SeekPlan, scene?: Partial<SeekScene>];

const itPlans = (direction: 'forward' | 'backward', rows: readonly Row[]) => {
  for (const [what, target, plan, changes] of rows) {
    it(`${direction} to ${target}: ${what}`, () => {
      expect(planSeek({ ...SCENE, ...changes }, at(target), direction)).to.deep.equal(plan);
    });
  }
};

describe('planSeek', () => {
  for (const direction of ['forward', 'backward'] as const) {
    describe('to an instant that can be shown', () =>
      itPlans(direction, [
        ['an instant that is loaded needs no other playlist', '35:00', within('35:00')],
        ['the first loaded instant needs no other playlist', '30:00', within('30:00')],
        ['the last loaded instant needs no other playlist', '39:59.999', within('39:59.999')],
        ['the end of what is loaded needs another playlist', '40:00', load('40:00')],
        ['an instant that is recorded but not loaded needs another playlist', '10:00', load('10:00')],
        ['the first recorded instant needs another playlist', '05:00', load('05:00')],
        ['the last recorded instant before a hole needs another playlist', '19:59.999', load('19:59.999')],
        [
          'what is loaded can be shown, whatever the timeline says',
          '35:00',
          within('35:00'),
          { recorded: NOTHING_RECORDED },
        ],
        [
          'an unknown instant needs another playlist',
          '10:00',
          load('10:00'),
          { recorded: RecordedRanges.empty },
        ],
      ]));

    describe('to live', () =>
      itPlans(direction, [
        ['the live edge means live', '55:00', live()],
        ['an instant after the live edge means live', '59:00', live()],
        ['an instant in the future means live', '59:59.999', live()],
        [
          'an instant that is loaded does not mean live, so that stepping back works',
          '38:00',
          within('38:00'),
          { liveEdge: at('38:00') },
        ],
        [
          'an instant just before the live edge does not mean live',
          '37:59.999',
          within('37:59.999'),
          { liveEdge: at('38:00') },
        ],
        ['nothing means live without a live edge', '45:00', load('45:00'), { liveEdge: null }],
      ]));

    describe('beyond the bounds', () =>
      itPlans(direction, [
        ['a target before them lands on their start', '01:00', load('10:00'), vod('10:00', '50:00')],
        [
          'a target before them needs no other playlist if their start is loaded',
          '01:00',
          within('32:00'),
          vod('32:00', '50:00'),
        ],
      ]));
  }

  describe('into a hole', () => {
    itPlans('forward', [
      ['lands on the next recorded instant', '25:00', within('30:00', HOLE)],
      ['lands there from the first instant of the hole', '20:00', within('30:00', HOLE)],
      ['lands there from the last instant of the hole', '29:59.999', within('30:00', HOLE)],
      ['loads that instant if necessary', '25:00', load('30:00', HOLE), { loaded: [] }],
      [
        'lands on the first recording if the hole is before it',
        '02:00',
        load('05:00', during('00:00', '05:00')),
      ],
      ['goes live if the hole reaches to the live edge', '52:00', live(during('50:00', '55:00'))],
      [
        'goes live if nothing at all is recorded',
        '10:00',
        live(during('00:00', '55:00')),
        { recorded: NOTHING_RECORDED },
      ],
      [
        'loads the target if nothing is recorded and there is no live',
        '10:00',
        load('10:00'),
        { recorded: NOTHING_RECORDED, liveEdge: null },
      ],
    ]);

    itPlans('backward', [
      ['lands two seconds before the hole', '25:00', load('19:58', HOLE)],
      ['lands there from the first instant of the hole', '20:00', load('19:58', HOLE)],
      ['lands there from the last instant of the hole', '29:59.999', load('19:58', HOLE)],
      [
        'needs no other playlist if that instant is loaded',
        '25:00',
        within('19:58', HOLE),
        { loaded: [during('10:00', '20:00')] },
      ],
      [
        'does not go live if the hole reaches to the live edge',
        '52:00',
        load('49:58', during('50:00', '55:00')),
      ],
      ['goes forward if nothing is recorded before it', '02:00', load('05:00', during('00:00', '05:00'))],
      [
        'goes forward if nothing is recorded before it within the bounds',
        '25:00',
        within('30:00', HOLE),
        vod('20:00', '50:00'),
      ],
      ['does not land before the bounds', '25:00', load('19:59', HOLE), vod('19:59', '50:00')],
      [
        'lands on the start of a recording that is shorter than two seconds',
        '25:00',
        load('19:59', HOLE),
        {
          recorded: RecordedRanges.empty.learn(HOUR, [during('19:59', '20:00'), during('30:00', '50:00')]),
        },
      ],
      [
        'goes live if nothing at all is recorded',
        '10:00',
        live(during('00:00', '55:00')),
        { recorded: NOTHING_RECORDED },
      ],
    ]);
  });

  describe('forward into a hole whose end cannot be shown', () => {
    const from = (clock: string, changes: Partial<SeekScene>) =>
      planSeek({ ...SCENE, loaded: [], ...changes }, at(clock));

    it('because it is after the live edge, goes live', () => {
      expect(from('25:00', { liveEdge: at('28:00') }).kind).to.equal('live');
    });

    it('because the bounds end inside the hole, goes back to the last recording', () => {
      expect(from('22:00', vod('10:00', '25:00'))).to.include({ kind: 'load', at: at('19:58') });
    });

    it('because neither a recording nor live comes after it, goes back to the last recording', () => {
      expect(from('52:00', { liveEdge: null })).to.include({ kind: 'load', at: at('49:58') });
    });
  });

  describe('into a hole next to unknown time', () => {
    // Minutes 20-30 are known and a hole, minutes 40-50 are known and recorded. The rest may be recorded or not.
    const recorded = RecordedRanges.empty
      .learn(HOLE, [])
      .learn(during('40:00', '50:00'), [during('40:00', '50:00')]);
    const scene = { ...SCENE, loaded: [], recorded };

    it('lands forward where the known hole ends, because something may be recorded there', () => {
      expect(planSeek(scene, at('25:00'))).to.deep.equal(load('30:00', HOLE));
    });

    it('lands backward at the start of unknown time that is shorter than two seconds', () => {
      const shortlyUnknown = recorded.learn(during('00:00', '19:59'), [during('05:00', '19:00')]);
      const plan = planSeek({ ...scene, recorded: shortlyUnknown }, at('25:00'), 'backward');
      expect(plan).to.deep.equal(load('19:59', HOLE));
    });

    it('does not skip the unknown time to go live', () => {
      const onlyHole = { ...scene, recorded: RecordedRanges.empty.learn(HOLE, []) };
      expect(planSeek(onlyHole, at('25:00'))).to.deep.equal(load('30:00', HOLE));
    });

    it('reports only the known hole as skipped', () => {
      const { skipped } = planSeek(scene, at('25:00'), 'backward');
      expect(skipped && recorded.unknown(skipped)).to.deep.equal([]);
    });
  });

  describe('to the end of a bounded recording, or after it,', () => {
    for (const target of ['40:00', '45:00']) {
      it(`needs no other playlist if the end is loaded (${target})`, () => {
        expect(planSeek({ ...SCENE, ...vod('30:00', '40:00') }, at(target)).kind).to.equal('within');
      });

      it(`lands before the end if that must be loaded, because nothing begins at an end (${target})`, () => {
        const plan = planSeek({ ...SCENE, ...vod('30:00', '40:00'), loaded: [] }, at(target));
        expect(plan.kind === 'load' && plan.at).to.be.within(at('30:00'), at('39:59.999'));
      });
    }
  });
});

describe('planSeek, for any seek,', () => {
  // All times are on a coarse grid, so that edges often meet.
  const STEP_MS = 1500;
  const range = fc
    .tuple(fc.nat(19), fc.integer({ min: 1, max: 10 }))
    .map(([start, length]): TimeRange => ({ start: start * STEP_MS, end: (start + length) * STEP_MS }));
  const lesson = fc.tuple(range, fc.array(range, { maxLength: 3 }));
  const allKnown = fc.tuple(fc.constant({ start: 0, end: 30 * STEP_MS }), fc.array(range, { maxLength: 5 }));
  const knowledge = fc
    .oneof(fc.array(lesson, { maxLength: 4 }), fc.tuple(allKnown))
    .map((lessons) =>
      lessons.reduce((known, [window, recorded]) => known.learn(window, recorded), RecordedRanges.empty),
    );
  /** What is loaded is recorded. */
  const scene: fc.Arbitrary<SeekScene> = fc
    .record({
      recorded: knowledge,
      bounds: range,
      liveAfter: fc.option(fc.integer({ min: 1, max: 10 })),
      picks: fc.nat(7),
    })
    .map(({ recorded, bounds, liveAfter, picks }) => ({
      recorded,
      bounds,
      liveEdge: liveAfter === null ? null : Math.min(bounds.start + liveAfter * STEP_MS, bounds.end),
      loaded: recorded.ranges.filter((_, index) => (picks >> index) & 1),
    }));
  const target = fc.integer({ min: -4, max: 64 }).map((halfSteps) => (halfSteps * STEP_MS) / 2);
  const direction = fc.constantFrom('forward' as const, 'backward' as const);

  const check = (claim: (plan: SeekPlan, scene: SeekScene, asked: number) => void) =>
    fc.assert(
      fc.property(scene, target, direction, (given, asked, way) =>
        claim(planSeek(given, asked, way), given, asked),
      ),
      { numRuns: 2000 },
    );
  const isIn = (ranges: readonly TimeRange[], instant: number) =>
    ranges.some((each) => contains(each, instant));

  it('lands in a known hole only if nothing within the bounds is recorded', () => {
    check((plan, { recorded, bounds }) => {
      if (plan.kind === 'live' || !recorded.isHole(plan.at)) return;
      const isRecorded = recorded.ranges.some(({ start, end }) => start < bounds.end && bounds.start < end);
      expect(isRecorded).to.equal(false);
    });
  });

  it('lands within the bounds', () => {
    check((plan, { bounds }) => {
      if (plan.kind !== 'live') expect(plan.at).to.be.within(bounds.start, bounds.end);
    });
  });

  it('lands before the live edge or on a loaded instant, or goes live', () => {
    check((plan, { loaded, liveEdge }) => {
      if (plan.kind === 'live') expect(liveEdge).to.not.equal(null);
      else if (!isIn(loaded, plan.at)) expect(plan.at).to.be.below(liveEdge ?? Infinity);
    });
  });

  it('needs no other playlist exactly if it lands on a loaded instant', () => {
    check((plan, { loaded, bounds }) => {
      if (plan.kind === 'live' || plan.at >= bounds.end) return;
      expect(plan.kind).to.equal(isIn(loaded, plan.at) ? 'within' : 'load');
    });
  });

  it('lands on the target, clamped to the bounds, if it skips nothing', () => {
    check((plan, { bounds, liveEdge }, asked) => {
      if (plan.skipped || asked >= bounds.end) return;
      const wanted = Math.max(asked, bounds.start);
      if (plan.kind === 'live') expect(wanted).to.be.at.least(liveEdge ?? NaN);
      else expect(plan.at).to.equal(wanted);
    });
  });

  it('skips only a known hole around the target', () => {
    check(({ skipped }, { bounds, recorded }, asked) => {
      if (!skipped || asked >= bounds.end) return;
      expect(contains(skipped, Math.max(asked, bounds.start)), 'around').to.equal(true);
      expect(recorded.ranges.filter(({ start, end }) => start < skipped.end && skipped.start < end)).to.be
        .empty;
      expect(recorded.unknown(skipped)).to.be.empty;
    });
  });
});
