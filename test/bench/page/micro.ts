import { parseTimelineResponse, RecordedRanges, type TimeRange } from '../../../src/headless.ts';
import { growPlaylist } from './grow-playlist.ts';
import { panTimeline, type PanTimes } from './pan-timeline.ts';

export interface TaskTimes {
  /** Time on the main thread. */
  readonly totalMs: number;
  readonly longestMs: number;
}

const SEGMENT_S = 4;
/** So 15 days have 2,000 gaps of one segment each. */
const SEGMENTS_PER_GAP = 162;

/** Stays referenced between calls, so that a reading of the heap includes it. */
let recorded = RecordedRanges.empty;

/** The body that the service answers for a range of time, with one entry for each segment. */
function timelineBody({ start, end }: TimeRange): Uint8Array {
  const timeline = [];
  for (let at = start / 1000; at < end / 1000; at += SEGMENT_S) {
    const isGap = (at / SEGMENT_S) % SEGMENTS_PER_GAP === 0;
    if (!isGap) timeline.push({ start: at, end: at + SEGMENT_S });
  }
  const content = { current: end / 1000, timeline };
  return new TextEncoder().encode(JSON.stringify({ retCode: 0, description: 'success', content }));
}

/** Parses and merges answer by answer, newest first as the player asks for them, each in a task of its own. */
async function learnTimeline(end: number, chunks: number, chunkMs: number): Promise<TaskTimes> {
  recorded = RecordedRanges.empty;
  const times: number[] = [];
  for (let i = 1; i <= chunks; i += 1) {
    const chunk = { start: end - i * chunkMs, end: end - (i - 1) * chunkMs };
    const body = timelineBody(chunk);
    await nextTask();
    const startMs = performance.now();
    const answer = parseTimelineResponse(new TextDecoder().decode(body));
    if (!answer.ok) throw answer.error;
    recorded = recorded.learn(chunk, answer.value.ranges);
    times.push(performance.now() - startMs);
  }
  return { totalMs: times.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(...times) };
}

/** Pans over the ranges of the last `learnTimeline`. */
const panLearnt = (bounds: TimeRange): Promise<PanTimes> => panTimeline(recorded, bounds);

const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });

declare global {
  interface Window {
    micro: {
      learnTimeline: typeof learnTimeline;
      growPlaylist: typeof growPlaylist;
      panLearnt: typeof panLearnt;
    };
  }
}

window.micro = { learnTimeline, growPlaylist, panLearnt };
