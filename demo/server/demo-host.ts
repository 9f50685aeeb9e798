import { createOrigin, type Origin, type OriginOptions } from '../origin/index.ts';
import { createPageServer } from './page-server.ts';

/** Creates everything that the demo page needs besides its files: the simulated service and the page's own server. */
export function createDemoHost(options?: OriginOptions): Pick<Origin, 'handle'> {
  const origin = createOrigin(options);
  const server = createPageServer(origin, options?.clock);
  return { handle: (request) => server.handle(request) ?? origin.handle(request) };
}
