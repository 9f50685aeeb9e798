import { authorizeFrom, type Authorize } from '../../src/index.ts';

/**
 * Has the streams of the built-in origin signed that need it, by the page's server; undefined for all others. A page
 * knows which of its streams these are.
 */
export function demoSigner(src: string, pageAddress: string): Authorize | undefined {
  if (!URL.canParse(src, pageAddress)) return undefined;
  const { origin, pathname } = new URL(src, pageAddress);
  const isSigned = origin === new URL(pageAddress).origin && /^\/live\/gate\b|~auth=/.test(pathname);
  return isSigned ? authorizeFrom('/sign') : undefined;
}
