/** Where the media begins that is buffered next behind `currentTime`, in seconds; Infinity where there is none. */
export function nextStartS({ buffered, currentTime }: HTMLVideoElement): number {
  const starts = Array.from({ length: buffered.length }, (_, index) => buffered.start(index));
  return starts.find((startS) => startS > currentTime) ?? Infinity;
}
