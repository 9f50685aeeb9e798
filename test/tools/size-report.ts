/**
 * Lists the chunks of the player's bundle with their sizes, minified and compressed, and the largest modules of each:
 * `npm run sizes`. A module's size is that of its code by itself; together with others it takes less.
 */
import { relative } from 'node:path';
import { bundleForPage, moduleSize, transferSize, type Chunk } from './page-bundle.ts';

const MODULES_PER_CHUNK = 8;

const chunks = (await bundleForPage('src/index.ts')).map((chunk) => ({
  chunk,
  size: transferSize(chunk.code),
}));
const bySize = chunks.toSorted((a, b) => b.size - a.size);
for (const { chunk, size } of bySize) {
  const modules = modulesOf(chunk);
  console.log(`\n${inKb(size)}  ${describe(chunk)}`);
  for (const module of modules.slice(0, MODULES_PER_CHUNK))
    console.log(`${inKb(module.size)}    ${module.name}`);
  const rest = modules.length - MODULES_PER_CHUNK;
  if (rest > 0) console.log(`            and ${rest} more`);
}
console.log(`\n${inKb(bySize.reduce((sum, { size }) => sum + size, 0))}  in all`);

function modulesOf({ modules }: Chunk): { name: string; size: number }[] {
  return Object.entries(modules)
    .map(([id, { code }]) => ({ name: nameOf(id), size: moduleSize(code ?? '') }))
    .toSorted((a, b) => b.size - a.size);
}

function describe({ name, isEntry, isDynamicEntry }: Chunk): string {
  if (isEntry) return `${name} (the entry)`;
  return isDynamicEntry ? `${name} (on demand)` : `${name} (shared)`;
}

/** Virtual modules begin with a zero byte. */
function nameOf(id: string): string {
  return relative('.', id.replace('\0', ''));
}

function inKb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`.padStart(10);
}
