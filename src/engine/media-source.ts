/** Safari has another MediaSource, on iPhones the only one. hls.js prefers it. */
interface WithManagedMediaSource {
  readonly ManagedMediaSource?: typeof MediaSource;
}

/** Whether the MediaSource that hls.js uses plays a MIME type. */
export const mediaSourcePlays = (type: string): boolean =>
  ((window as WithManagedMediaSource).ManagedMediaSource ?? MediaSource).isTypeSupported(type);
