import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { Totals } from './totals.ts';

interface Budget {
  readonly name: string;
  readonly external: readonly RegExp[];
  readonly limitKb: number;
}

/** What a page gets to load, minified and compressed, with all dependencies but those named. */
const BUDGETS: readonly Budget[] = [
  { name: 'the player without hls.js', external: [/^hls\.js/], limitKb: 40 },
  { name: 'the player with hls.js', external: [], limitKb: 160 },
];

export async function checkSizes(): Promise<Totals> {
  let failed = 0;
  for (const { name, external, limitKb } of BUDGETS) {
    const sizeKb = (await bundledBytes([...external])) / 1000;
    const isWithin = sizeKb <= limitKb;
    if (!isWithin) failed += 1;
    console.log(`${isWithin ? 'ok' : 'FAILED'}: ${name} is ${sizeKb.toFixed(1)} KB of ${limitKb} KB`);
  }
  return { passed: 0, failed };
}

async function bundledBytes(external: RegExp[]): Promise<number> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rollupOptions: { input: 'dist/index.js', external, preserveEntrySignatures: 'strict' },
    },
  });
  const bundles = (Array.isArray(output) ? output : [output]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  return bundles
    .map((chunk) => (chunk.type === 'chunk' ? gzipSync(chunk.code).byteLength : 0))
    .reduce((total, bytes) => total + bytes, 0);
}
