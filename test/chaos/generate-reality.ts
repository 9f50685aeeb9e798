import type { RandomChoice } from './random-choice.ts';

/** Knobs of the origin, as the name of a stream spells them, by which it is like a server or an encoder of the field. */
type Reality = readonly string[];

/** What a session has to cope with without any error, and without being less right. */
const REALITIES: readonly Reality[] = [
  ['aes=8'],
  ['aes=40'],
  ['names=query'],
  ['names=script'],
  ['names=folder'],
  ['define=on'],
  ['spaces=on'],
  ['flap=500'],
  ['flap=5001'],
  ['late=20'],
  ['cluster=240'],
  ['cache=10800'],
  ['token=query:15'],
  ['token=path:15', 'ended=410'],
  ['token=query:60', 'redirect=path'],
  ['redirect=path'],
  ['bandwidth=400000'],
];

/** Dates tell where a segment begins, however its duration is rounded. */
const DATED: readonly Reality[] = [['rounding=1000']];
/** Nothing but dates, and answers that are more than some segments, can tell of these. */
const DATED_AND_GROWING: readonly Reality[] = [
  ['encoder=90'],
  ['encoder=-90'],
  ['encoder=28800'],
  ['vodend=no'],
];

/** Some scenarios have none, others one or two. */
const MOST = 2;

/** @param knobs what else the stream is like */
export function generateReality(
  random: RandomChoice,
  { pdt, start }: { pdt: string; start: string },
): string[] {
  const isDated = pdt === 'all';
  const realities = [
    ...REALITIES,
    ...(isDated ? DATED : []),
    ...(isDated && start === 'growing' ? DATED_AND_GROWING : []),
  ];
  const chosen = new Map<string, string>();
  for (let count = random.whole(0, MOST + 1); count > 0; count -= 1) {
    const reality = random.element(realities) ?? [];
    const names = reality.map((setting) => setting.replace(/=.*/, ''));
    if (names.some((name) => chosen.has(name))) continue;
    reality.forEach((setting, index) => chosen.set(names[index] ?? '', setting));
  }
  return [...chosen.values()];
}
