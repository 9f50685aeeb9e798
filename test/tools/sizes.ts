import { gzipSync } from 'node:zlib';
import { build, minifySync, type Rollup } from 'vite';
import type { Totals } from './totals.ts';

type Chunk = Rollup.OutputChunk;

interface Budget {
  readonly name: string;
  /** What is loaded on demand beside the entry. */
  readonly onDemand: readonly RegExp[];
  readonly limitKb: number;
}

/** What a page gets to load until it plays, minified and compressed, with all dependencies. */
const BUDGETS: readonly Budget[] = [
  { name: 'the player without hls.js', onDemand: [], limitKb: 40 },
  { name: 'the player with hls.js', onDemand: [/hls\.js\/dist/], limitKb: 160 },
  { name: 'the player without hls.js, with its controls', onDemand: [/player-controls/], limitKb: 60 },
];

export async function checkSizes(): Promise<Totals> {
  const chunks = await bundle();
  let failed = 0;
  for (const { name, onDemand, limitKb } of BUDGETS) {
    const loads = (chunk: Chunk) =>
      chunk.isEntry || onDemand.some((part) => chunk.moduleIds.some((id) => part.test(id)));
    const sizeKb = closure(chunks.filter(loads), chunks).reduce(addSize, 0) / 1000;
    const isWithin = sizeKb <= limitKb;
    if (!isWithin) failed += 1;
    console.log(`${isWithin ? 'ok' : 'FAILED'}: ${name} is ${sizeKb.toFixed(1)} KB of ${limitKb} KB`);
  }
  return { passed: 0, failed };
}

function addSize(bytes: number, { fileName, code }: Chunk): number {
  const minified = minifySync(fileName, code, { module: true, mangle: { toplevel: true } });
  return bytes + gzipSync(minified.code).byteLength;
}

/** These chunks, and those that they import. */
function closure(some: readonly Chunk[], all: readonly Chunk[]): Chunk[] {
  const found = new Set(some);
  for (const chunk of found) {
    for (const each of all) if (chunk.imports.includes(each.fileName)) found.add(each);
  }
  return [...found];
}

/** As a library, so that nothing is counted that Vite adds for itself. */
async function bundle(): Promise<Chunk[]> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: 'dist/index.js', formats: ['es'] } },
  });
  const bundles = (Array.isArray(output) ? output : [output]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  return bundles.filter((each) => each.type === 'chunk');
}
