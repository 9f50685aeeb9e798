import type { TestRunnerConfig } from '@web/test-runner';
import { build } from 'esbuild';

type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** The script of the demo page, whose tests open the page in a frame. */
const DEMO_SCRIPT = 'demo/main.ts';

/**
 * Builds the test files and all that they import at once, and serves each test under the path of its source, so that
 * pages, reports and source maps keep the names. Without that each page would load some 150 modules one by one.
 * Modules that several tests share, or that are imported on demand, are chunks in `/test-chunks/`.
 *
 * Files that tests ask for by their path are left to the other middleware.
 */
export async function bundleTests(files: readonly string[], root: string): Promise<Middleware> {
  const { outputFiles } = await build({
    entryPoints: [...files, DEMO_SCRIPT],
    absWorkingDir: root,
    outbase: root,
    outdir: root,
    // The sources' own names; nothing is written.
    outExtension: { '.js': '.ts' },
    write: false,
    chunkNames: 'test-chunks/[name]-[hash]',
    bundle: true,
    // The test runner serves it.
    external: ['/__web-dev-server__web-socket.js'],
    splitting: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'linked',
    // Lit warns of mistakes in its development build.
    conditions: ['development', 'module'],
    // Every module that a test imports runs, whatever package.json says of side effects.
    ignoreAnnotations: true,
  });
  const outputs = new Map(outputFiles.map(({ path, text }) => [path.slice(root.length - 1), text]));

  return (context, next) => {
    const text = outputs.get(context.path);
    if (text === undefined) return next();
    context.body = text;
    context.type = context.path.endsWith('.map') ? 'json' : 'js';
  };
}
