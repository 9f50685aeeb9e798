export interface ReadSegment {
  readonly uri: string;
  /** The start in the segment's URL. */
  readonly startMs: number;
  readonly durationS: number;
  /** `EXT-X-PROGRAM-DATE-TIME`, if there is one. */
  readonly dateMs: number | undefined;
  readonly isDiscontinuity: boolean;
  /** The media sequence number. */
  readonly number: number;
}

export interface ReadPlaylist {
  readonly text: string;
  readonly targetDurationS: number;
  readonly discontinuitySequence: number | undefined;
  readonly segments: readonly ReadSegment[];
}

/** Reads a media playlist of the origin, and throws if the answer is something else. */
export async function readPlaylist(answer: Response): Promise<ReadPlaylist> {
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`);
  const [header = '', ...rest] = text.split(/(?=^#EXT-X-DISCONTINUITY$|^#EXT-X-PROGRAM|^#EXTINF)/m);
  const first = valueOf(header, 'EXT-X-MEDIA-SEQUENCE');
  if (!header.startsWith('#EXTM3U\n') || first === undefined) throw new Error(`not a playlist: ${header}`);
  const discontinuitySequence = valueOf(header, 'EXT-X-DISCONTINUITY-SEQUENCE');
  const segments = rest
    .join('')
    .split(/(?<=\.ts\n)/)
    .filter((part) => part.includes('#EXTINF'))
    .map((part, index) => readSegment(part, Number(first) + index));
  return {
    text,
    targetDurationS: Number(valueOf(header, 'EXT-X-TARGETDURATION')),
    discontinuitySequence: discontinuitySequence === undefined ? undefined : Number(discontinuitySequence),
    segments,
  };
}

function readSegment(part: string, number: number): ReadSegment {
  const uri = /^[^#].*$/m.exec(part)?.[0] ?? '';
  const date = valueOf(part, 'EXT-X-PROGRAM-DATE-TIME');
  return {
    uri,
    startMs: Number(/\/(\d+)\.ts$/.exec(uri)?.[1]),
    durationS: parseFloat(valueOf(part, 'EXTINF') ?? ''),
    dateMs: date === undefined ? undefined : Date.parse(date),
    isDiscontinuity: part.includes('#EXT-X-DISCONTINUITY\n'),
    number,
  };
}

const valueOf = (text: string, tag: string): string | undefined =>
  new RegExp(`^#${tag}:(.*)$`, 'm').exec(text)?.[1];

/** When the segments of a playlist begin, in epoch seconds. */
export const startsS = ({ segments }: ReadPlaylist): number[] =>
  segments.map(({ startMs }) => startMs / 1000);

/** The times in [fromS, toS), in steps. */
export const span = (fromS: number, toS: number, stepS = 4): number[] =>
  Array.from({ length: Math.ceil((toS - fromS) / stepS) }, (_, index) => fromS + index * stepS);
