import { bundlePage, bundlePlayer, type Bundle, type BundledFile } from './bundle.ts';

/** What the players' pages consist of, built and compressed before anything is measured. */
export class PageFiles {
  /** Which files of each player's a page has asked for since the start: what it takes to play. */
  readonly #asked = new Map<string, Set<BundledFile>>();

  private constructor(
    private readonly harness: string,
    private readonly micro: string,
    private readonly players: ReadonlyMap<string, Bundle>,
  ) {}

  static async build(players: readonly string[]): Promise<PageFiles> {
    const bundles = new Map<string, Bundle>();
    for (const name of players) bundles.set(name, await bundlePlayer(name, `/p/${name}/`));
    return new PageFiles(entryOf(await bundlePage('harness')), entryOf(await bundlePage('micro')), bundles);
  }

  /** `null` for a path that is none of a page's. */
  find(path: string): { type: string; gzipped?: Buffer; text?: string } | null {
    if (path === '/tools')
      return { type: 'text/html', text: htmlOf([inline(this.harness), inline(this.micro)]) };
    const [, name = '', file = ''] = /^\/p\/([^/]+)\/(.*)$/.exec(path) ?? [];
    const bundle = this.players.get(name);
    if (!bundle) return null;
    if (file === '') return { type: 'text/html', text: this.#playerPage(name, bundle) };
    const found = bundle.files.get(file);
    if (!found) return null;
    this.#asked.set(name, (this.#asked.get(name) ?? new Set()).add(found));
    return { type: found.type === 'css' ? 'text/css' : 'text/javascript', gzipped: found.gzipped };
  }

  /** Compressed size of all that this player has loaded so far. */
  loadedBytes(name: string): number {
    return [...(this.#asked.get(name) ?? [])].reduce((sum, { gzipped }) => sum + gzipped.byteLength, 0);
  }

  #playerPage(name: string, { files, entry, preloads }: Bundle): string {
    const styles = [...files.keys()].filter((file) => file.endsWith('.css'));
    return htmlOf([
      // In the page itself, so that it is no request of the player's.
      inline(this.harness),
      ...styles.map((file) => `<link rel="stylesheet" href="/p/${name}/${file}">`),
      ...preloads.map((file) => `<link rel="modulepreload" href="/p/${name}/${file}">`),
      `<script type="module" src="/p/${name}/${entry}"></script>`,
    ]);
  }
}

const entryOf = ({ files, entry }: Bundle): string => files.get(entry)?.source ?? '';

const inline = (code: string): string =>
  `<script type="module">${code.replaceAll('</script', '<\\/script')}</script>`;

const htmlOf = (head: readonly string[]): string => `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Bench</title>
<link rel="icon" href="data:,">
<style>body { margin: 0; background: #000 } #player { position: relative; width: 800px; height: 450px; overflow: hidden }</style>
${head.join('\n')}
<body><div id="player"></div></body>
</html>
`;
