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
  ['vodend=no'],
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

/** The encoder's clock can only be told from the server's by dates. */
const ENCODER_CLOCKS: readonly Reality[] = [['encoder=90'], ['encoder=-90'], ['encoder=28800']];
/** Dates tell where a segment begins, however its duration is rounded. */
const ROUNDED: Reality = ['rounding=1000'];

/** Some scenarios have none, others one or two. */
const MOST = 2;

/** @param isDated whether each segment has a date */
export function generateReality(random: RandomChoice, isDated: boolean): string[] {
  const realities = isDated ? [...REALITIES, ...ENCODER_CLOCKS, ROUNDED] : REALITIES;
  const chosen = new Map<string, string>();
  for (let count = random.whole(0, MOST + 1); count > 0; count -= 1) {
    const reality = random.element(realities) ?? [];
    const names = reality.map((setting) => setting.replace(/=.*/, ''));
    if (names.some((name) => chosen.has(name))) continue;
    reality.forEach((setting, index) => chosen.set(names[index] ?? '', setting));
  }
  return [...chosen.values()];
}
