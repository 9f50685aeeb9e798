/** Why a request gets no content, as a sentence that says what would be right. */
export class Refusal {
  constructor(
    readonly status: 400 | 404,
    readonly sentence: string,
  ) {}
}

/** The request itself is wrong. */
export const badRequest = (sentence: string): Refusal => new Refusal(400, sentence);

/** The request is right, but there is nothing. */
export const notFound = (sentence: string): Refusal => new Refusal(404, sentence);
