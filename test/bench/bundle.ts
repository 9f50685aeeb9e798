import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, normalizePath, type Plugin, type Rollup } from 'vite';

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
  /** All chunks that the entry imports statically. Vite lets pages load them at the same time as the entry. */
  readonly preloads: readonly string[];
}

export interface BundleOptions {
  /** The path under which the page finds its files. */
  readonly base: string;
  /** Another `src` folder to take the player from. */
  readonly sources?: string;
}

/** Builds the page of a player as its author would build it for production. */
export const bundlePlayer = (adapter: string, options: BundleOptions): Promise<Bundle> =>
  bundle(
    `import { player } from '${modulePath(`players/${adapter}`)}'; window.bench.mount(player);`,
    options,
  );

/** Builds a module of `page/`. */
export const bundlePage = (name: string, options: BundleOptions): Promise<Bundle> =>
  bundle(`import '${modulePath(`page/${name}`)}';`, options);

function modulePath(name: string): string {
  const paths = ['.ts', '.js'].map((extension) => `${FOLDER}${name}${extension}`);
  return normalizePath(paths.find((path) => existsSync(path)) ?? name);
}

async function bundle(entrySource: string, { base, sources }: BundleOptions): Promise<Bundle> {
  const result = await build({
    configFile: false,
    root: FOLDER,
    base,
    logLevel: 'error',
    plugins: [virtualEntry(entrySource), sources === undefined ? null : replaceSources(sources)],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: ENTRY },
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

/** Redirects what the bench imports from `src` to another folder, so that one adapter fits the player of any commit. */
function replaceSources(sources: string): Plugin {
  return {
    name: 'replace-sources',
    enforce: 'pre',
    resolveId(id, importer, options) {
      if (!id.startsWith('.') || !importer) return undefined;
      const path = resolve(dirname(importer), id);
      if (!path.startsWith(SOURCES)) return undefined;
      const other = normalizePath(join(sources, path.slice(SOURCES.length)));
      return this.resolve(other, importer, { ...options, skipSelf: true });
    },
  };
}
