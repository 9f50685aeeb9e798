import { importOnDemand } from '../network/import-on-demand.ts';
import type { HlsClass } from './engine.ts';

/** hls.js is loaded on demand: it is by far the largest part, and a page that never plays does not need it. */
export const importHls = async (): Promise<HlsClass> =>
  (await importOnDemand(import('hls.js/light'))).default;
