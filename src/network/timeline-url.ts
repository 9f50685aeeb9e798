import {
  buildTimelineUrl,
  streamNameOf,
  timelineAddressOf,
  type StreamName,
  type TimeRange,
} from '../core/index.ts';
import type { StreamSource } from './stream-source.ts';

/** The URL that asks what is recorded of a source in a range. */
export function timelineUrl(source: StreamSource, range: TimeRange): string {
  const address = source.timelineSrc ?? timelineAddressOf(new URL(source.src, document.baseURI).href);
  return buildTimelineUrl(address, nameOf(source), range, source.encoding);
}

function nameOf({ src, app, stream }: StreamSource): StreamName {
  const named = streamNameOf(src);
  const fromSrc = named.ok ? named.value : { app: '', stream: '' };
  return { app: app ?? fromSrc.app, stream: stream ?? fromSrc.stream };
}
