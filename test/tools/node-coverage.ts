import coverageLibrary, { type CoverageMap } from 'istanbul-lib-coverage';
import { readdirSync, readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import v8ToIstanbul from 'v8-to-istanbul';

/** What Node writes into the folder that NODE_V8_COVERAGE names, a file for each process. */
interface V8Report {
  readonly result: readonly { readonly url: string; readonly functions: Profiler.FunctionCoverage[] }[];
  readonly 'source-map-cache'?: Readonly<Record<string, CachedMap | undefined>>;
}

interface CachedMap {
  /** Of the code that ran, which is not kept itself. */
  readonly lineLengths: readonly number[];
  readonly data: {
    readonly version: 3;
    readonly sources: string[];
    readonly names: string[];
    readonly mappings: string;
  };
}

/** How often the lines of the files that `isIncluded` ran in Node, by the reports in the folder. */
export async function readNodeCoverage(
  folder: string,
  isIncluded: (path: string) => boolean,
): Promise<CoverageMap> {
  const coverage = coverageLibrary.createCoverageMap();
  for (const name of readdirSync(folder)) {
    const report = JSON.parse(readFileSync(join(folder, name), 'utf8')) as V8Report;
    for (const { url, functions } of report.result) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : '';
      const map = report['source-map-cache']?.[url];
      if (!map || !isIncluded(path)) continue;
      const converter = v8ToIstanbul(path, 0, sourcesOf(path, map));
      await converter.load();
      converter.applyCoverage(functions);
      coverage.merge(converter.toIstanbul());
    }
  }
  return coverage;
}

/** Only the lengths of the lines of what ran matter: offsets are counted in them. */
const sourcesOf = (path: string, { lineLengths, data }: CachedMap) => ({
  source: lineLengths.map((length) => ' '.repeat(length)).join('\n'),
  originalSource: readFileSync(path, 'utf8'),
  sourceMap: { sourcemap: { ...data, sources: [path] } },
});
