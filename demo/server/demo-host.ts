import { createOrigin, type Origin, type OriginOptions } from '../origin/index.ts';
import { createPageServer } from './page-server.ts';

/** The service and the page's own server, side by side: all that the demo page needs beside its files. */
export function createDemoHost(options?: OriginOptions): Pick<Origin, 'handle'> {
  const origin = createOrigin(options);
  const server = createPageServer(origin, options?.clock);
  return { handle: (request) => server.handle(request) ?? origin.handle(request) };
}
