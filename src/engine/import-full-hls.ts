import { importOnDemand } from '../network/import-on-demand.ts';
import type { HlsClass } from './engine.ts';

/** The full build of hls.js also plays renditions of sound and subtitles, and H.265 in MPEG-TS. Few streams need it. */
export const importFullHls = async (): Promise<HlsClass> => (await importOnDemand(import('hls.js'))).default;
