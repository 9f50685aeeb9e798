import { jsonAnswer } from './answer.ts';

const DESCRIPTIONS: ReadonlyMap<number, string> = new Map([
  [4001, 'parameter error'],
  [4002, 'stream not found'],
  [4003, 'no data'],
  [5001, 'database error'],
]);

/** A failure of the timeline query: HTTP 200, and a `retCode` that says what it was. */
export function timelineFailure(retCode: number, details?: string): Response {
  const description = DESCRIPTIONS.get(retCode) ?? 'error';
  return jsonAnswer({
    retCode,
    description: details === undefined ? description : `${description}: ${details}`,
  });
}
