import { execFileSync, type ExecFileSyncOptions } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Another commit of this repository, to be measured beside the working tree: see `--against`. */
export interface OtherCommit {
  /** The abbreviated hash and the subject. */
  readonly title: string;
  /** Holds the files of the commit and the packages that it depends on. */
  readonly folder: string;
}

/**
 * Unpacks a commit into a temporary folder, lets `use` work with it and deletes the folder.
 *
 * @throws an Error when git does not know the revision or a package cannot be installed
 */
export async function withOtherCommit<Result>(
  revision: string,
  use: (commit: OtherCommit) => Promise<Result>,
): Promise<Result> {
  const title = titleOf(revision);
  const folder = mkdtempSync(join(tmpdir(), 'time-shift-player-bench-'));
  try {
    const archive = join(folder, 'commit.tar');
    run('git', ['archive', '--output', archive, title.split(' ')[0] ?? '']);
    run('tar', ['-xf', archive, '-C', folder]);
    installPackages(folder);
    return await use({ title, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function titleOf(revision: string): string {
  const format = ['log', '-1', '--format=%h %s', '--end-of-options', revision, '--'];
  try {
    return run('git', format, { stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    throw new Error(`--against must name a commit that git knows, not "${revision}".`);
  }
}

/** Links to the packages of the working tree where they are the same, and installs the commit's own where not. */
function installPackages(folder: string): void {
  const lockOf = (root: string) => readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (lockOf(folder) === lockOf(ROOT)) {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return;
  }
  // On Windows, npm is a script, which only a shell can run.
  const shell = process.platform === 'win32';
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, shell });
}

const run = (command: string, args: readonly string[], options: ExecFileSyncOptions = {}): string =>
  execFileSync(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], ...options }).toString();
