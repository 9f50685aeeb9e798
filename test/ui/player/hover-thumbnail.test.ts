import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import type { Thumbnail } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';
import { HoverThumbnail } from '../../../src/ui/player/hover-thumbnail.ts';

interface Question {
  readonly at: number;
  readonly signal: AbortSignal;
  readonly answer: (thumbnail: Thumbnail | null) => Promise<void>;
  readonly fail: () => Promise<void>;
}

const ignore = () => undefined;

function stage() {
  const asked: Question[] = [];
  let updates = 0;
  const host = {
    addController: () => undefined,
    requestUpdate: () => (updates += 1),
  } as unknown as ReactiveControllerHost & HTMLElement;
  const thumbnail = new HoverThumbnail(host, (at, signal) => {
    const answered = new Promise<Thumbnail | null>((resolve, reject) => {
      const settled = () => answered.then(ignore, ignore);
      const answer = (loaded: Thumbnail | null) => (resolve(loaded), settled());
      asked.push({ at, signal, answer, fail: () => (reject(new Error('No thumbnail.')), settled()) });
    });
    return answered;
  });
  return { thumbnail, asked, updates: () => updates };
}

const bitmap = {} as ImageBitmap;

describe('HoverThumbnail', () => {
  it('shows a thumbnail with its own instant', async () => {
    const { thumbnail, asked, updates } = stage();
    thumbnail.pointAt(5000);
    const before = updates();
    await asked[0]!.answer({ at: 4000, bitmap });
    await Promise.resolve();
    expect(thumbnail.shown).to.deep.equal({ at: 4000, image: bitmap });
    expect(updates()).to.equal(before + 1);
  });

  it('shows none before it is loaded, and none once the pointer has left', async () => {
    const { thumbnail, asked } = stage();
    thumbnail.pointAt(5000);
    expect(thumbnail.shown ?? null).to.equal(null);
    await asked[0]!.answer({ at: 4000, bitmap });
    thumbnail.pointAt(null);
    expect(thumbnail.shown).to.equal(undefined);
  });

  it('does not show a thumbnail of a place that the pointer has left', async () => {
    const { thumbnail, asked } = stage();
    thumbnail.pointAt(5000);
    thumbnail.pointAt(9000);
    expect(asked.map(({ signal }) => signal.aborted)).to.deep.equal([true, false]);
    await asked[1]!.answer({ at: 8000, bitmap });
    await asked[0]!.answer({ at: 4000, bitmap });
    expect(thumbnail.shown?.at).to.equal(8000);
  });

  for (const [what, settle] of [
    ['there is none for an instant', ({ answer }: Question) => answer(null)],
    ['the next one fails to load', ({ fail }: Question) => fail()],
  ] as const) {
    it(`keeps the last thumbnail where ${what}`, async () => {
      const { thumbnail, asked } = stage();
      thumbnail.pointAt(5000);
      await asked[0]!.answer({ at: 4000, bitmap });
      thumbnail.pointAt(9000);
      await settle(asked[1]!);
      expect(thumbnail.shown?.at).to.equal(4000);
    });
  }

  it('aborts its request when the player leaves the page', () => {
    const { thumbnail, asked } = stage();
    thumbnail.pointAt(5000);
    thumbnail.hostDisconnected();
    expect(asked[0]?.signal.aborted).to.be.true;
  });
});
