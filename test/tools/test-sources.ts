import { build } from 'esbuild';

/**
 * Tells which files of the project a test file is made of: itself, and all that it imports. Of one that does not build,
 * nobody can tell.
 */
export async function sourcesOf(file: string): Promise<ReadonlySet<string> | null> {
  try {
    const { metafile } = await build({
      entryPoints: [file],
      bundle: true,
      metafile: true,
      write: false,
      // Those of npm do not change.
      packages: 'external',
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
    });
    return new Set(Object.keys(metafile.inputs));
  } catch {
    return null;
  }
}
