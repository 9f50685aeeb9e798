import { expect } from 'chai';
import { NOW_S, type ClockedOrigin } from './clocked-origin.ts';

export interface TimelineAnswer {
  readonly retCode: number;
  readonly content?: { readonly current: number; readonly timeline?: { start: number; end: number }[] };
}

export const timelinePath = (name: string, fromS: number, toS: number): string =>
  `/openapi/timeline/query?app=live&stream=${name}&format=ts` +
  `&lhs_start_unix_s_0=${fromS}&lhs_end_unix_s_0=${toS}`;

/** Asks the timeline of a stream; without times, for the last minute before {@link NOW_S}. */
export async function askTimeline(
  origin: ClockedOrigin,
  name: string,
  fromS = NOW_S - 60,
  toS = NOW_S,
): Promise<TimelineAnswer> {
  const answer = await origin.get(timelinePath(name, fromS, toS));
  expect(answer.status).to.equal(200);
  return (await answer.json()) as TimelineAnswer;
}

/** When the segments of an answer begin, in epoch seconds. */
export const listedS = ({ content }: TimelineAnswer): number[] =>
  (content?.timeline ?? []).map(({ start }) => start);
