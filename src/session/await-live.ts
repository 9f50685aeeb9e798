import { SETTLED_AFTER_MS, TimeShiftError, type RecordedRanges, type UnixMs } from '../core/index.ts';
import { abortable } from '../network/abortable.ts';
import { playlistUrl } from '../network/stream-source.ts';
import { notLive } from '../streaming/window-loader.ts';
import type { Seek } from './seek-controller.ts';
import type { StreamContext } from './stream-context.ts';

export interface AwaitedStream extends Pick<
  StreamContext,
  'source' | 'store' | 'clock' | 'fetcher' | 'serverNow'
> {
  /** Resolves when the server has been asked what is recorded. */
  readonly timelineAnswer: Promise<void>;
  /** The last instant of which there was a picture; null where there never was one. */
  readonly lastInstant: () => UnixMs | null;
  /** Opens what is live. */
  readonly open: () => Promise<UnixMs>;
  /** Whether an error only says that nothing is live. */
  readonly isAbsence: (error: unknown) => error is TimeShiftError;
}

/** How often to look whether the stream is live again, also where nobody sees the page. */
const LOOK_MS = 5000;
const HIDDEN_LOOK_MS = 16_000;

/**
 * Opens what is live once the encoder is back that is away now, as often as it takes. The stream controller loads this on
 * demand.
 *
 * @param absence why the live playlist could not be opened
 * @returns the instant of the first picture
 * @throws TimeShiftError `not-recorded` where nothing is known to be recorded, so that the address may be wrong, or where
 * something plays on instead; `forbidden`
 */
export async function openWhenLive(
  stream: AwaitedStream,
  absence: TimeShiftError,
  seek: Seek,
): Promise<UnixMs> {
  for (let error = absence; ;) {
    await awaitLive(stream, error, seek);
    try {
      return await stream.open();
    } catch (cause) {
      if (seek.signal.aborted || !stream.isAbsence(cause)) throw cause;
      error = cause;
    }
  }
}

/** Waits until a stream is live, and tells meanwhile since when it has been silent. */
async function awaitLive(
  { source, store, clock, fetcher, serverNow, timelineAnswer, lastInstant }: AwaitedStream,
  error: TimeShiftError,
  seek: Seek,
): Promise<void> {
  const { signal } = seek;
  if (seek.hasFallback())
    throw notLive('Nothing is live now; choose a time before, or try again later.', error);
  await abortable(timelineAnswer, signal);
  for (;;) {
    // The timeline of a page that is hidden is asked only when the page is shown.
    const { hidden } = document;
    const { recorded } = store.snapshot;
    const silentSince = recorded.ranges.at(-1)?.end ?? lastInstant();
    if (silentSince === null && !hidden && !isBeingLookedUp(recorded)) throw notLive(error.message, error);
    store.set({ silentSince });
    await clock.delay(hidden ? HIDDEN_LOOK_MS : LOOK_MS, signal);
    if (await isLive(playlistUrl(source, {}))) break;
  }
  store.set({ silentSince: null });

  /** The timeline answers for the newest hours first. */
  function isBeingLookedUp(recorded: RecordedRanges): boolean {
    const past = { start: serverNow() - source.retentionMs, end: serverNow() - SETTLED_AFTER_MS };
    return recorded.known.length > 0 && recorded.unknown(past).length > 0;
  }

  async function isLive(url: string): Promise<boolean> {
    try {
      const { body } = await fetcher.fetch(url, 'playlist', { retries: 0, signal });
      return !/^#EXT-X-ENDLIST/m.test(new TextDecoder().decode(body));
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof TimeShiftError && cause.code === 'forbidden') throw cause;
      return false;
    }
  }
}
