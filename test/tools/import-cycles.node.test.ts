import { expect } from 'chai';
import { describe, it } from 'node:test';
import { importCycles, importedBy } from './import-cycles.ts';

describe('importedBy', () => {
  for (const code of [
    `import './a.ts';`,
    `import { a } from './a.ts';`,
    `import type { A } from './a.ts';`,
    `import { type A } from './a.ts';`,
    `export { a } from './a.ts';`,
    `export * from './a.ts';`,
    `export type * from './a.ts';`,
    `const load = () => import('./a.ts');`,
    `type A = typeof import('./a.ts');`,
    `let a: import('./a.ts').A[];`,
  ]) {
    it(`sees ${code}`, () => {
      expect(importedBy(code)).to.deep.equal(['./a.ts']);
    });
  }

  it('leaves alone what only looks like an import', () => {
    const code = "// import './a.ts'\nexport const a = `import './a.ts'`; void import(a);";
    expect(importedBy(code)).to.deep.equal([]);
  });
});

describe('importCycles', () => {
  const cyclesOf = (graph: Record<string, string[]>) => importCycles(new Map(Object.entries(graph)));

  it('finds none where two ways lead to the same file', () => {
    expect(cyclesOf({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).to.deep.equal([]);
  });

  it('finds a cycle behind a file that is not part of it', () => {
    expect(cyclesOf({ a: ['b'], b: ['c'], c: ['b'] })).to.deep.equal([['b', 'c', 'b']]);
  });

  it('finds a file that imports itself', () => {
    expect(cyclesOf({ a: ['a'] })).to.deep.equal([['a', 'a']]);
  });
});
