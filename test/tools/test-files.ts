import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';

/**
 * A test file says by its name where it runs: `.node.test.ts` in Node, `.browser.test.ts` in a browser. With neither,
 * those in test/core run in Node, since core needs no browser, and all others in a browser. Everywhere mocha's
 * `describe` and `it` are globals; a file for Node may import those of `node:test` instead.
 */
export const isForNode = (file: string): boolean =>
  file.endsWith('.node.test.ts') || (file.startsWith('test/core/') && !file.endsWith('.browser.test.ts'));

export const isForBrowsers = (file: string): boolean => !isForNode(file);

export const usesNodeTest = (file: string): boolean =>
  readFileSync(file, 'utf8').includes("from 'node:test'");

/** These test what `npm run build` has written, so they have to run after it. */
export const isOfPackage = (file: string): boolean => file.startsWith('test/package/');

export const allTestFiles = (): string[] => globSync('test/**/*.test.ts').sort();
