import type { TestSuiteResult } from '@web/test-runner';
import { dirname } from 'node:path';

/**
 * The most test files that run in one page. To open a page, and to load and warm up the player's code in it, takes about
 * two seconds of the processor's time; but what a file does wrong to its page has to reach few others.
 */
const FILES_PER_PAGE = 6;

/** What came of a test file, which the runner in the page reports as a suite of that name. */
export interface FileResult extends TestSuiteResult {
  readonly seconds: number;
}

/** The setting of the runner in the page: the files of each page by its first file. */
export type PageFiles = Readonly<Record<string, readonly string[]>>;

/**
 * Shares test files out over pages. Which files share one depends only on the names in their folder, so that a page is
 * the same in each run.
 */
export function pagesOf(files: readonly string[]): string[][] {
  const folders = [...new Set(files.map((file) => dirname(file)))];
  return folders.flatMap((folder) => {
    const inFolder = files.filter((file) => dirname(file) === folder);
    const count = Math.ceil(inFolder.length / FILES_PER_PAGE);
    return Array.from({ length: count }, (_, page) => inFolder.filter((_, i) => i % count === page));
  });
}
