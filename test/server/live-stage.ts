import { LiveClient, type LiveClientOptions } from '../../src/server/live-client.ts';

/** How the service reacts to one request: with an answer, or with a broken connection. */
export type Reaction = Response | Error | ((request: URL, signal: AbortSignal) => Promise<Response>);

export const STARTED_AT = Date.parse('2017-06-14T09:51:14Z');

export const CREDENTIALS = {
  accessKeyId: 'testid',
  accessKeySecret: 'a very+secret/secret',
  securityToken: 'CAIS+a/b==',
};

export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });

export const refusal = (status: number, Code: string, Message = 'As the service says it.'): Response =>
  jsonAnswer({ Code, HostId: 'live.aliyuncs.com', Message, RequestId: `of ${Code}` }, status);

export const dropped = (): Error => new TypeError('fetch failed', { cause: new Error('other side closed') });

/** A client of a service that reacts to each request as given. Each wait ends at once, and moves the clock. */
export function liveStage(reactions: Iterable<Reaction>, options: Partial<LiveClientOptions> = {}) {
  const script = reactions[Symbol.iterator]();
  const requests: URL[] = [];
  const waitsMs: number[] = [];
  const clock = { now: STARTED_AT };
  const client = new LiveClient({
    ...CREDENTIALS,
    fetch: (url, { signal }) => {
      const reaction = script.next();
      requests.push(new URL(url));
      if (reaction.done) throw new Error('There is one request too many.');
      if (reaction.value instanceof Error) return Promise.reject(reaction.value);
      if (reaction.value instanceof Response) return Promise.resolve(reaction.value);
      return reaction.value(new URL(url), signal!);
    },
    now: () => clock.now,
    delay: (ms, signal) => {
      signal.throwIfAborted();
      waitsMs.push(ms);
      clock.now += ms;
      return Promise.resolve();
    },
    random: () => 0,
    ...options,
  });
  return {
    client,
    clock,
    requests,
    waitsMs,
    sent: (name: string) => requests.map((url) => url.searchParams.get(name)),
  };
}
