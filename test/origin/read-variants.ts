import { expect } from 'chai';
import { ClockedOrigin } from './clocked-origin.ts';

export interface ReadVariant {
  readonly bandwidth: number;
  readonly resolution: string;
  readonly codecs: string;
  readonly uri: string;
}

const ENTRY = /^#EXT-X-STREAM-INF:BANDWIDTH=(\d+),RESOLUTION=(\d+x\d+),CODECS="([^"]+)"\n([^#\n]+)\n/gm;

/** Reads the qualities that the origin names, and fails for anything else. */
export async function readVariants(path: string, origin = new ClockedOrigin()): Promise<ReadVariant[]> {
  const answer = await origin.get(`/live/${path}`);
  const text = await answer.text();
  expect(answer.status, text).to.equal(200);
  expect(text.replaceAll(ENTRY, '')).to.equal('#EXTM3U\n');
  return [...text.matchAll(ENTRY)].map(([, bandwidth, resolution = '', codecs = '', uri = '']) => ({
    bandwidth: Number(bandwidth),
    resolution,
    codecs,
    uri,
  }));
}
