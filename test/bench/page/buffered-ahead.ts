/** How many seconds are buffered without a break from so far after the playhead on. */
export function bufferedAheadS({ buffered, currentTime }: HTMLVideoElement, fromS: number): number {
  const at = currentTime + fromS;
  const index = Array.from({ length: buffered.length }, (_, i) => i).find(
    (i) => at >= buffered.start(i) && at < buffered.end(i),
  );
  return index === undefined ? 0 : buffered.end(index) - at;
}
