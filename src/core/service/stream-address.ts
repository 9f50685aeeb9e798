import { decodePart, splitUrl } from './query-string.ts';
import { failure, invalidRequest, success, type Result } from './time-shift-error.ts';

/** The names that identify a stream in the timeline query. */
export interface StreamName {
  readonly app: string;
  readonly stream: string;
}

/** Reads the names of the application and the stream from a conventional URL, `https://domain/app/stream.m3u8`. */
export function streamNameOf(src: string): Result<StreamName> {
  const path = splitUrl(src).base.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '');
  const [file = '', app = ''] = path.split('/').toReversed();
  const stream = file.replace(/\.m3u8$/i, '');
  if (app === '' || stream === '' || stream === file) {
    return failure(
      invalidRequest(`src must be an address like https://domain/app/stream.m3u8, not "${src}".`),
    );
  }
  return success({ app: decodePart(app), stream: decodePart(stream) });
}
