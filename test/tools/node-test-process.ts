/** Runs the test files that its arguments name with Node's own runner, in this process. */
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';

for (const file of process.argv.slice(2)) {
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    test(file, () => {
      throw new Error('The file does not load.', { cause: error });
    });
  }
}
