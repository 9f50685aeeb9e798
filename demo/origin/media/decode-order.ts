/** A picture of a group, by its place in the order in which they are shown. The first one is a key picture. */
export interface PictureToDecode {
  readonly shown: number;
  /** The pictures that it refers to: none for a key picture, two for a B picture. */
  readonly refersTo: readonly number[];
}

/**
 * The order in which the pictures of a group are decoded. With B pictures, every second picture refers to both of its
 * neighbours, so the later neighbour comes first:
 *
 *     shown    I0 B1 P2 B3 P4 P5
 *     decoded  I0 P2 B1 P4 B3 P5
 */
export function decodeOrder(count: number, hasBPictures: boolean): PictureToDecode[] {
  const order: PictureToDecode[] = count > 0 ? [{ shown: 0, refersTo: [] }] : [];
  for (let last = 0; last < count - 1;) {
    const isBetween = hasBPictures && last + 2 < count;
    const next = isBetween ? last + 2 : last + 1;
    order.push({ shown: next, refersTo: [last] });
    if (isBetween) order.push({ shown: last + 1, refersTo: [last, next] });
    last = next;
  }
  return order;
}
