import type { RecordCommand } from '../../src/server/index.ts';

/** What the page asks its own server, which has the keys. */

/** The names of the streams that are live. */
export async function onlineStreams(): Promise<readonly string[]> {
  const answer = await ask('/streams');
  return (await answer.json()) as readonly string[];
}

export async function sendRecordCommand(stream: string, command: RecordCommand): Promise<void> {
  await ask(`/record?${new URLSearchParams({ stream, command }).toString()}`, { method: 'POST' });
}

/** @throws Error with what the server says */
async function ask(address: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(address, init);
  if (!answer.ok) throw new Error(await answer.text());
  return answer;
}
