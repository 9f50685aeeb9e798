import { bundleForPage, transferSize, type Chunk } from './page-bundle.ts';
import type { Totals } from './totals.ts';

interface Budget {
  readonly name: string;
  /** What is loaded on demand beside the entry. */
  readonly onDemand: readonly RegExp[];
  readonly limitKb: number;
}

/** What a page gets to load until it plays, minified and compressed, with all dependencies. */
const BUDGETS: readonly Budget[] = [
  { name: 'the player without hls.js', onDemand: [], limitKb: 40 },
  { name: 'the player with hls.js', onDemand: [/hls\.js\/dist\/hls\.light/], limitKb: 160 },
  { name: 'the player without hls.js, with its controls', onDemand: [/player-controls/], limitKb: 60 },
];

/** Holds what `npm run build` has made to the budgets. */
export async function checkSizes(): Promise<Totals> {
  const chunks = await bundleForPage('dist/index.js');
  let failed = 0;
  for (const { name, onDemand, limitKb } of BUDGETS) {
    const loads = (chunk: Chunk) =>
      chunk.isEntry || onDemand.some((part) => chunk.moduleIds.some((id) => part.test(id)));
    const loaded = closure(chunks.filter(loads), chunks);
    const sizeKb = loaded.reduce((bytes, { code }) => bytes + transferSize(code), 0) / 1000;
    const isWithin = sizeKb <= limitKb;
    if (!isWithin) failed += 1;
    console.log(`${isWithin ? 'ok' : 'FAILED'}: ${name} is ${sizeKb.toFixed(1)} KB of ${limitKb} KB`);
  }
  return { passed: 0, failed };
}

/** These chunks, and those that they import. */
function closure(some: readonly Chunk[], all: readonly Chunk[]): Chunk[] {
  const found = new Set(some);
  for (const chunk of found) {
    for (const each of all) if (chunk.imports.includes(each.fileName)) found.add(each);
  }
  return [...found];
}
