import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { KNOB_READERS } from '../../demo/origin/stream-name.ts';

const CONTRIBUTING = new URL('../../.github/CONTRIBUTING.md', import.meta.url);

describe('The knobs of the simulated service', () => {
  it('are all named in CONTRIBUTING.md', async () => {
    const text = await readFile(CONTRIBUTING, 'utf8');
    const missing = [...KNOB_READERS.keys()].filter((name) => !text.includes(`\`${name}\``));
    expect(missing).to.deep.equal([]);
  });
});
