import { expect } from 'chai';

/** Stops the encoder of a stream, or lets it publish anew, from the next whole second on. */
export async function commandEncoder(src: string, command: 'stop' | 'start'): Promise<void> {
  const stream = src.slice('/live/'.length, -'.m3u8'.length);
  const query = new URLSearchParams({ stream, command });
  const { status } = await fetch(`/encoder?${query.toString()}`, { method: 'POST' });
  expect(status).to.equal(204);
}
