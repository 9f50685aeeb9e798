import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from './engines/engine.ts';

export interface RunArguments {
  /** Relative to the project, with slashes; none means all. */
  readonly files: readonly string[];
  readonly engine: EngineName;
  readonly watch: boolean;
}

/** Ends the process with a sentence where it does not understand them. */
export function readArguments(): RunArguments {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        watch: { type: 'boolean', default: false },
        engine: { type: 'string', default: 'chromium' },
      },
    });
    const files = positionals.map((file) => relative('.', file).split(sep).join('/'));
    for (const file of files) {
      if (!existsSync(file) || !file.endsWith('.test.ts')) throw new Error(`${file} is no test file.`);
    }
    if (!isEngine(values.engine)) {
      throw new Error(
        `The engine "${values.engine}" is unknown. There are ${Object.keys(ENGINES).join(', ')}.`,
      );
    }
    if (values.watch && files.length === 0) throw new Error('Name the test files to --watch.');
    return { files, engine: values.engine, watch: values.watch };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const isEngine = (name: string): name is EngineName => Object.hasOwn(ENGINES, name);
