/**
 * The index of the last item for which `isUpTo` holds, found by bisection; -1 if it holds for none. The list must be
 * sorted so that `isUpTo` holds for every item up to some index and for none behind it.
 */
export function lastIndexUpTo<T>(list: readonly T[], isUpTo: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUpTo(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
