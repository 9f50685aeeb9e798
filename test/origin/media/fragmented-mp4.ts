/** A box of an MP4 file. */
export interface Box {
  readonly type: string;
  /** What follows the type. */
  readonly content: Uint8Array;
}

/** The boxes that a file, or the content of a box, consists of. */
export function readBoxes(bytes: Uint8Array): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = viewOf(bytes).getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, content: bytes.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}

/** The content of all boxes that a path of types leads to, for instance `moov.trak.mdia`. */
export function boxesAt(bytes: Uint8Array, path: string): Uint8Array[] {
  return path
    .split('.')
    .reduce<Uint8Array[]>(
      (parents, type) =>
        parents.flatMap((parent) =>
          readBoxes(parent).flatMap((each) => (each.type === type ? [each.content] : [])),
        ),
      [bytes],
    );
}

export interface Sample {
  readonly dts: number;
  readonly pts: number;
  readonly duration: number;
  readonly isKey: boolean;
  readonly data: Uint8Array;
}

/** The samples of a track in a fragment, in the unit of the track. */
export function readSamples(segment: Uint8Array, trackId: number): Sample[] {
  const fragment = boxesAt(segment, 'moof.traf').find(
    (each) => viewOf(boxesAt(each, 'tfhd')[0]!).getUint32(4) === trackId,
  );
  if (!fragment) return [];
  let dts = Number(viewOf(boxesAt(fragment, 'tfdt')[0]!).getBigUint64(4));
  const run = viewOf(boxesAt(fragment, 'trun')[0]!);
  let offset = run.getUint32(8);
  return Array.from({ length: run.getUint32(4) }, (_, i) => {
    const at = 12 + 16 * i;
    const [duration, size, flags] = [run.getUint32(at), run.getUint32(at + 4), run.getUint32(at + 8)];
    const data = segment.subarray(offset, offset + size);
    const sample = { dts, pts: dts + run.getInt32(at + 12), duration, isKey: (flags & 0x1_0000) === 0, data };
    dts += duration;
    offset += size;
    return sample;
  });
}

/** The types of the NAL units of a sample, which have their lengths before them. */
export function sampleNalTypes(data: Uint8Array): number[] {
  const types: number[] = [];
  for (let at = 0; at < data.length; at += 4 + viewOf(data).getUint32(at)) types.push(data[at + 4]! & 31);
  return types;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
