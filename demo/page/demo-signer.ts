import { authorizeFrom, type Authorize } from '../../src/index.ts';

/**
 * The player's `authorize` callback for streams of the built-in origin that need a signature; undefined for all other
 * streams. The page's server signs. As any page does, this one knows which of its streams need it.
 */
export function demoSigner(src: string, pageAddress: string): Authorize | undefined {
  if (!URL.canParse(src, pageAddress)) return undefined;
  const { origin, pathname } = new URL(src, pageAddress);
  const isSigned = origin === new URL(pageAddress).origin && /^\/live\/gate\b|~auth=/.test(pathname);
  return isSigned ? authorizeFrom('/sign') : undefined;
}
