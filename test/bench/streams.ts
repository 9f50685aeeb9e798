/** What is played: the origin's stream without holes, with some of its knobs turned (see demo/origin/knobs.ts). */
export interface BenchStream {
  readonly segmentMs: number;
  readonly size: '640x360' | '1920x1080';
  /** What else its name says; nothing that is in the segments. */
  readonly knobs: readonly string[];
}

export const PLAIN: BenchStream = { segmentMs: 4000, size: '640x360', knobs: [] };

/** Two streams with the same picture have the same segments, whatever else their names say. */
export const pictureName = ({ segmentMs, size }: BenchStream): string =>
  `studio~segment=${segmentMs}~size=${size}`;

export const streamName = (stream: BenchStream, latencyMs: number): string =>
  [pictureName(stream), `latency=${latencyMs}`, ...stream.knobs].join('~');
