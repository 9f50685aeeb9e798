import { expect } from 'chai';
import type { ReactiveControllerHost } from 'lit';
import type { Thumbnail } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';
import { HoverThumbnail } from '../../../src/ui/player/hover-thumbnail.ts';

interface Question {
  readonly at: number;
  readonly signal: AbortSignal;
  readonly answer: (picture: Thumbnail | null) => Promise<void>;
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
  const pictures = new HoverThumbnail(host, (at, signal) => {
    const answered = new Promise<Thumbnail | null>((resolve, reject) => {
      const settled = () => answered.then(ignore, ignore);
      const answer = (picture: Thumbnail | null) => (resolve(picture), settled());
      asked.push({ at, signal, answer, fail: () => (reject(new Error('No picture.')), settled()) });
    });
    return answered;
  });
  return { pictures, asked, updates: () => updates };
}

const bitmap = {} as ImageBitmap;

describe('the picture of what is pointed at', () => {
  it('is shown with the instant that it is really of', async () => {
    const { pictures, asked, updates } = stage();
    pictures.pointAt(5000);
    const before = updates();
    await asked[0]!.answer({ at: 4000, bitmap });
    await Promise.resolve();
    expect(pictures.shown).to.deep.equal({ at: 4000, image: bitmap });
    expect(updates()).to.equal(before + 1);
  });

  it('is none before it comes, and none once nothing is pointed at', async () => {
    const { pictures, asked } = stage();
    pictures.pointAt(5000);
    expect(pictures.shown ?? null).to.equal(null);
    await asked[0]!.answer({ at: 4000, bitmap });
    pictures.pointAt(null);
    expect(pictures.shown).to.equal(undefined);
  });

  it('is not that of where the pointer was before', async () => {
    const { pictures, asked } = stage();
    pictures.pointAt(5000);
    pictures.pointAt(9000);
    expect(asked.map(({ signal }) => signal.aborted)).to.deep.equal([true, false]);
    await asked[1]!.answer({ at: 8000, bitmap });
    await asked[0]!.answer({ at: 4000, bitmap });
    expect(pictures.shown?.at).to.equal(8000);
  });

  for (const [what, settle] of [
    ['there is none', ({ answer }: Question) => answer(null)],
    ['it does not come', ({ fail }: Question) => fail()],
  ] as const) {
    it(`stays the one before where ${what}`, async () => {
      const { pictures, asked } = stage();
      pictures.pointAt(5000);
      await asked[0]!.answer({ at: 4000, bitmap });
      pictures.pointAt(9000);
      await settle(asked[1]!);
      expect(pictures.shown?.at).to.equal(4000);
    });
  }

  it('is no longer asked for once the player is off the page', () => {
    const { pictures, asked } = stage();
    pictures.pointAt(5000);
    pictures.hostDisconnected();
    expect(asked[0]?.signal.aborted).to.be.true;
  });
});
