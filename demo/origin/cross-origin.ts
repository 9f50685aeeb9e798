/** The answer as pages of any origin may read it; for a HEAD request without its body. */
export function crossOrigin(answer: Response, isHead: boolean): Response {
  // What stands for a dropped connection cannot carry headers.
  if (answer.type === 'error') return answer;
  const headers = new Headers(answer.headers);
  headers.set('Access-Control-Allow-Origin', '*');
  if (!isHead) return new Response(answer.body, { status: answer.status, headers });
  void answer.body?.cancel();
  return new Response(null, { status: answer.status, headers });
}

/** What a browser asks before it sends a request that is not a simple one. */
export const preflightAnswer = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '600',
    },
  });
