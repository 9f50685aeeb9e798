import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, type Rollup } from 'vite';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));
const ENTRY = 'virtual:entry';

export interface BundledFile {
  readonly type: 'js' | 'css';
  /** The contents as a server sends them. */
  readonly gzipped: Buffer;
  readonly source: string;
}

export interface Bundle {
  readonly files: ReadonlyMap<string, BundledFile>;
  readonly entry: string;
  /** What the entry imports, and what that does: Vite lets pages load it at the same time. */
  readonly preloads: readonly string[];
}

/** A module of this folder without its extension, as a page's author would build it for production. */
export function bundlePlayer(name: string, base: string): Promise<Bundle> {
  return bundle(`import { player } from '${modulePath(`players/${name}`)}'; window.bench.use(player);`, base);
}

export function bundlePage(name: string): Promise<Bundle> {
  return bundle(`import '${modulePath(`page/${name}`)}';`, '/');
}

function modulePath(name: string): string {
  return ['.ts', '.js'].map((extension) => `${FOLDER}${name}${extension}`).find(existsSync) ?? name;
}

async function bundle(source: string, base: string): Promise<Bundle> {
  const result = await build({
    configFile: false,
    root: FOLDER,
    base,
    logLevel: 'error',
    plugins: [virtualEntry(source), keepElements()],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rollupOptions: { input: ENTRY },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const files = new Map<string, BundledFile>();
  const chunks = outputs.filter((output) => output.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry)?.fileName ?? '';
  for (const output of outputs) {
    const contents = output.type === 'chunk' ? output.code : output.source;
    const type = output.fileName.endsWith('.css') ? 'css' : 'js';
    files.set(output.fileName, { type, source: String(contents), gzipped: gzipSync(contents, { level: 9 }) });
  }
  return { files, entry, preloads: importedBy(entry, chunks) };
}

function importedBy(
  fileName: string,
  chunks: readonly Rollup.OutputChunk[],
  found = new Set<string>(),
): string[] {
  for (const imported of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) {
    if (!found.has(imported)) importedBy(imported, chunks, found.add(imported));
  }
  return [...found];
}

function virtualEntry(source: string): Plugin {
  return {
    name: 'virtual-entry',
    resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
    load: (id) => (id === `\0${ENTRY}` ? source : undefined),
  };
}

/** The package says that only what it is built to registers elements; here it is taken from its sources. */
function keepElements(): Plugin {
  return {
    name: 'keep-elements',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (!importer?.startsWith(SOURCES) && !id.startsWith('/')) return undefined;
      const resolved = await this.resolve(id, importer, { ...options, skipSelf: true });
      return resolved?.id.startsWith(SOURCES) ? { ...resolved, moduleSideEffects: true } : resolved;
    },
  };
}
