import { expect } from 'chai';
import { ThumbnailCache } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';
import type { Thumbnail } from '../../../src/streaming/thumbnails/thumbnail-cache.ts';

const SEGMENT_MS = 4000;

const spanOf = (index: number) => ({ start: index * SEGMENT_MS, end: (index + 1) * SEGMENT_MS });

async function pictureOf(index: number): Promise<Thumbnail> {
  return { at: index * SEGMENT_MS, bitmap: await createImageBitmap(new ImageData(2, 1)) };
}

/** A cache for three thumbnails, with the thumbnails of the first three segments. */
async function stage() {
  const cache = new ThumbnailCache(3);
  const pictures = await Promise.all([0, 1, 2, 3].map(pictureOf));
  const put = (index: number) => cache.put(`${index}.ts`, spanOf(index), pictures[index]!);
  const open = () => pictures.flatMap(({ bitmap }, index) => (bitmap.width > 0 ? [index] : []));
  [0, 1, 2].forEach(put);
  return { cache, pictures, put, open };
}

describe('ThumbnailCache', () => {
  it('has the thumbnail of a segment, by its URL and by any instant in it', async () => {
    const { cache, pictures } = await stage();
    expect(cache.get('1.ts')).to.equal(pictures[1]);
    for (const at of [SEGMENT_MS, 2 * SEGMENT_MS - 1]) expect(cache.at(at)).to.equal(pictures[1]);
    expect(cache.at(2 * SEGMENT_MS)).to.equal(pictures[2]);
    expect([cache.get('3.ts'), cache.at(3 * SEGMENT_MS)]).to.deep.equal([undefined, undefined]);
  });

  it('evicts and closes the thumbnail that was not used for longest', async () => {
    const { cache, put, open } = await stage();
    cache.get('0.ts');
    cache.at(SEGMENT_MS);
    put(3);
    expect(open()).to.deep.equal([0, 1, 3]);
    expect(cache.get('2.ts')).to.equal(undefined);
  });

  it('remembers that a segment has no thumbnail', async () => {
    const { cache, open } = await stage();
    cache.put('none.ts', spanOf(9), null);
    expect([cache.get('none.ts'), cache.at(9 * SEGMENT_MS)]).to.deep.equal([null, null]);
    expect(open()).to.deep.equal([1, 2, 3]);
  });

  it('closes all thumbnails when it is cleared', async () => {
    const { cache, open } = await stage();
    cache.clear();
    expect(open()).to.deep.equal([3]);
    expect(cache.at(0)).to.equal(undefined);
  });
});
