// What finds URLs anew that have ended has this in common. It is loaded on demand.

/** What is refused although its playlist has just been read waits for this long, in milliseconds. */
export const READ_AGAIN_AFTER_MS = 5000;

/** The last part of the path of a URL. What is before it, and the query, may hold a token. */
export const fileNameOf = (url: string): string => /([^/?#]*)(?:[?#].*)?$/.exec(url)?.[1] ?? url;

/** The `URI` of a tag for a key or a map, as the readers of playlists write them: absolute; empty if it has none. */
export const uriOf = (tag: string): string => /[:,]URI="([^"]*)"/.exec(tag)?.[1] ?? '';
