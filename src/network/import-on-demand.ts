import { TimeShiftError } from '../core/index.ts';

/** How often a module was imported under another URL, which makes the next URL another one. */
let imports = 0;

/**
 * Awaits a dynamic import of a part of the player.
 *
 * @throws TimeShiftError `network` where the part cannot be loaded
 */
export async function importOnDemand<Module extends object>(part: Promise<Module>): Promise<Module> {
  try {
    return await part.catch(importAgain<Module>);
  } catch (cause) {
    const message = 'A part of the player could not be loaded; check the connection and reload the page.';
    throw new TimeShiftError('network', message, { cause, reason: 'part' });
  }
}

/**
 * Imports a module that could not be loaded before. Many browsers keep the failure for
 * its URL for as long as the page lives, so it gets a query. The browser names the URL.
 *
 * @see https://github.com/whatwg/html/issues/6768
 */
async function importAgain<Module extends object>(error: unknown): Promise<Module> {
  const [, url] = /dynamically imported module: (\S+)/.exec(String(error)) ?? [];
  if (url === undefined) throw error;
  const again = `${url}${url.includes('?') ? '&' : '?'}again=${(imports += 1)}`;
  const module = (await import(/* @vite-ignore */ /* webpackIgnore: true */ again)) as Module;
  // The page's build may have put the exports of several modules into one file, each in an object of its own.
  return Object.assign({}, ...(Object.values(module) as unknown[]), module) as Module;
}
