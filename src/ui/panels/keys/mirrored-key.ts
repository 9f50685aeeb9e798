/** Arrows point the way that time goes, which is to the left where text runs from right to left. */
export function mirroredKey(key: string, isRtl: boolean): string {
  if (!isRtl) return key;
  if (key.endsWith('ArrowLeft')) return key.replace('Left', 'Right');
  return key.replace('ArrowRight', 'ArrowLeft');
}
