import type { UnixMs } from '../core/index.ts';
import type { Clock } from '../core/time/clock.ts';
import type { HlsClass } from '../engine/engine.ts';
import type { Fetcher } from '../network/fetcher.ts';
import type { StreamSource } from '../network/stream-source.ts';
import type { SessionStore } from './session-store.ts';

/** What all parts that play one source share. The stream controller makes it. */
export interface StreamContext {
  readonly source: StreamSource;
  readonly video: HTMLVideoElement;
  /** The page's own hls.js; null for the browser's own HLS; undefined to load the light build. */
  readonly Hls: HlsClass | null | undefined;
  readonly clock: Clock;
  readonly fetcher: Fetcher;
  readonly store: SessionStore;
  /** The server's time; the viewer's until the server has told its own. */
  readonly serverNow: () => UnixMs;
  /** Whether the server has told its time. */
  readonly isClockSet: () => boolean;
  /** Whether nobody sees or hears what is played: it is paused, or muted on a page that is hidden. */
  readonly isIdle: () => boolean;
}
