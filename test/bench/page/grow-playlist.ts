import { EndlessPlaylist, readPlaylist, RecordedRanges, timeSegments } from '../../../src/headless.ts';

export interface PlaylistTimes {
  /** Times of writing the whole playlist at its full length. */
  readonly writeMs: readonly number[];
  /** Time of the first write, before its code has been compiled. */
  readonly firstWriteMs: number;
  /** The longest task of reading a window, appending it and writing the playlist. */
  readonly longestAppendMs: number;
}

const WINDOW_MS = 600_000;
const MARGIN_MS = 20_000;
const SEGMENT_MS = 4000;
/** The player keeps no more of the playlist. */
const LENGTH_MS = 3 * 3_600_000;
const WRITES = 21;
const BASE_URL = 'https://live.example.com/app/stream.m3u8';

/** Lets the endless playlist grow to its full length, window by window as the player does. */
export function growPlaylist(from: number): PlaylistTimes {
  let list = EndlessPlaylist.empty;
  let longestAppendMs = 0;
  let firstWriteMs = 0;
  for (let start = from; start < from + LENGTH_MS; start += WINDOW_MS) {
    const asked = { start: start - MARGIN_MS, end: start + WINDOW_MS + MARGIN_MS };
    const text = windowText(asked.start, asked.end);
    const startedMs = performance.now();
    const playlist = readPlaylist(text, BASE_URL);
    if (playlist.kind !== 'media') throw new Error(`The window is read as ${playlist.kind}.`);
    const { segments: before } = list;
    list = list.append(timeSegments(playlist.segments, { asked, recorded: RecordedRanges.empty, before }));
    const writeMs = timeOf(() => list.write());
    if (start === from) firstWriteMs = writeMs;
    longestAppendMs = Math.max(longestAppendMs, performance.now() - startedMs);
  }
  const writeMs = Array.from({ length: WRITES }, () => timeOf(() => list.write()));
  return { writeMs, firstWriteMs, longestAppendMs };
}

function timeOf(work: () => unknown): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** The playlist that the service answers for a window, with a date on each segment. */
function windowText(start: number, end: number): string {
  const lines = ['#EXTM3U', '#EXT-X-VERSION:3', '#EXT-X-TARGETDURATION:4', '#EXT-X-PLAYLIST-TYPE:VOD'];
  for (let at = start; at < end; at += SEGMENT_MS) {
    const date = new Date(at).toISOString();
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${date}`, '#EXTINF:4.000,', `stream/${at}.ts`);
  }
  return `${lines.join('\n')}\n#EXT-X-ENDLIST\n`;
}
