/**
 * Finds import cycles in `src`. Type imports and `import()` count as well: whoever reads one file of a cycle has to
 * read all of them.
 */
import { readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { parseSync, Visitor, type ESTree } from 'vite';
import type { Totals } from './totals.ts';

/** Which files each file imports. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Prints the import cycles of `src`. Each of them counts as a failure. */
export function checkImportCycles(): Totals {
  const cycles = importCycles(readImports());
  for (const cycle of cycles) console.log(`FAILED: import cycle\n  ${cycle.join('\n  → ')}`);
  if (cycles.length === 0) console.log('ok: src has no import cycles');
  return { passed: 0, failed: cycles.length };
}

function readImports(): ImportGraph {
  const files = new Set(globSync('src/**/*.ts', { cwd: ROOT }));
  const importsOf = (file: string): string[] =>
    importedBy(readFileSync(ROOT + file, 'utf8'))
      .map((name) => normalize(`${dirname(file)}/${name}`))
      .filter((imported) => files.has(imported));
  return new Map([...files].map((file) => [file, importsOf(file)]));
}

/** What a file names in `import`, `import type`, `export … from`, `import()` and `typeof import()`. */
export function importedBy(code: string): string[] {
  const names: string[] = [];
  const add = ({ source }: { source: ESTree.Expression | null }) => {
    if (source?.type === 'Literal' && typeof source.value === 'string') names.push(source.value);
  };
  const visitor = new Visitor({
    ImportDeclaration: add,
    ExportNamedDeclaration: add,
    ExportAllDeclaration: add,
    ImportExpression: add,
    TSImportType: add,
  });
  visitor.visit(parseSync('file.ts', code).program);
  return names;
}

/**
 * Walks the graph depth first. An import that leads back to a file on the path to it closes a cycle. For each such
 * import one cycle is returned, which begins and ends with the same file; a graph without cycles returns none.
 */
export function importCycles(graph: ImportGraph): string[][] {
  const cycles: string[][] = [];
  const visited = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) cycles.push([...path.slice(start), file]);
    if (visited.has(file)) return;
    visited.add(file);
    for (const imported of graph.get(file) ?? []) visit(imported, [...path, file]);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
