import { gzipSync } from 'node:zlib';
import { build, minifySync, type Rollup } from 'vite';

export type Chunk = Rollup.OutputChunk;

/**
 * What a page's own build makes of the entry, with all dependencies. It is built as a library, so that nothing is
 * counted that Vite adds for itself; but as in an application, nobody else imports what the entry exports.
 */
export async function bundleForPage(entry: string): Promise<Chunk[]> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry, formats: ['es'] },
      rolldownOptions: { preserveEntrySignatures: false },
    },
  });
  const bundles = (Array.isArray(output) ? output : [output]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  return bundles.filter((each) => each.type === 'chunk');
}

/** The bytes that travel for a chunk: minified and compressed. */
export function transferSize(code: string): number {
  return compressedSize(minifySync('chunk.js', code, { module: true, mangle: { toplevel: true } }).code);
}

/** The bytes that a module would take by itself. What only other modules of its chunk use is kept. */
export function moduleSize(code: string): number {
  return compressedSize(minifySync('module.js', code, { module: false, compress: false }).code);
}

const compressedSize = (code: string): number => gzipSync(code).byteLength;
