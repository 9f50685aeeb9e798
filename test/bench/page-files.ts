import { join } from 'node:path';
import { bundlePage, bundlePlayer, type Bundle, type BundledFile } from './bundle.ts';
import { AGAINST, isOurs, OURS } from './players.ts';

interface Page {
  readonly bundle: Bundle;
  /** Scripts of the page itself, so that they are no requests of the player. */
  readonly inline: readonly string[];
}

/**
 * The pages that the bench opens and the files that they load, built and compressed before anything is measured:
 * `/p/{player}/` plays, `/micro/{player}/` holds the micro-benchmarks. The server asks for them path by path.
 */
export class PageFiles {
  /** The files of each player that its pages have asked for, so: the code that it takes to play. */
  readonly #requested = new Map<string, Set<BundledFile>>();

  private constructor(private readonly pages: ReadonlyMap<string, Page>) {}

  /** @param otherFolder where the commit lies that `AGAINST` is built from */
  static async build(players: readonly string[], otherFolder?: string): Promise<PageFiles> {
    const harness = sourceOf(await bundlePage('harness', { base: '/' }));
    const pages = new Map<string, Page>();
    for (const name of players) {
      const isOther = name === AGAINST && otherFolder !== undefined;
      const sources = isOther ? join(otherFolder, 'src/') : undefined;
      const [path, microPath] = [`/p/${name}/`, `/micro/${name}/`];
      const player = await bundlePlayer(isOther ? OURS : name, { base: path, sources });
      pages.set(path, { bundle: player, inline: [harness] });
      if (!isOurs(name)) continue;
      pages.set(microPath, { bundle: await bundlePage('micro', { base: microPath, sources }), inline: [] });
    }
    return new PageFiles(pages);
  }

  /** Returns null for any other path. */
  find(path: string): { type: string; gzipped?: Buffer; text?: string } | null {
    const [, base = '', file = ''] = /^(\/\w+\/[^/]+\/)(.*)$/.exec(path) ?? [];
    const page = this.pages.get(base);
    if (!page) return null;
    if (file === '') return { type: 'text/html', text: htmlOf(base, page) };
    const found = page.bundle.files.get(file);
    if (!found) return null;
    this.#requested.set(base, (this.#requested.get(base) ?? new Set()).add(found));
    return { type: found.type === 'css' ? 'text/css' : 'text/javascript', gzipped: found.gzipped };
  }

  /** The compressed size of all files that the pages of a player have loaded so far. */
  loadedBytes(name: string): number {
    const files = [...(this.#requested.get(`/p/${name}/`) ?? [])];
    return files.reduce((sum, { gzipped }) => sum + gzipped.byteLength, 0);
  }
}

const sourceOf = ({ files, entry }: Bundle): string => files.get(entry)?.source ?? '';

function htmlOf(base: string, { bundle: { files, entry, preloads }, inline }: Page): string {
  const styles = [...files.keys()].filter((file) => file.endsWith('.css'));
  const head = [
    ...inline.map((code) => `<script type="module">${code.replaceAll('</script', '<\\/script')}</script>`),
    ...styles.map((file) => `<link rel="stylesheet" href="${base}${file}">`),
    ...preloads.map((file) => `<link rel="modulepreload" href="${base}${file}">`),
    `<script type="module" src="${base}${entry}"></script>`,
  ];
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Bench</title>
<link rel="icon" href="data:,">
<style>body { margin: 0; background: #000 } #player { position: relative; width: 800px; height: 450px; overflow: hidden }</style>
${head.join('\n')}
<body><div id="player"></div></body>
</html>
`;
}
