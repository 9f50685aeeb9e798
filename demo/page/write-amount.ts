/** `840 ms`, `1.24 s` */
export const durationText = (durationMs: number): string =>
  durationMs < 1000 ? `${Math.round(durationMs)} ms` : `${(durationMs / 1000).toFixed(2)} s`;

/** `840 B`, `12.4 KB`, `3.1 MB` */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** `30 min`, `1 h 30 min`, `90 s` → `1 min 30 s` */
export function spanText(spanMs: number): string {
  const wholeS = Math.round(spanMs / 1000);
  const parts = [
    [Math.floor(wholeS / 86_400), 'd'],
    [Math.floor((wholeS % 86_400) / 3600), 'h'],
    [Math.floor((wholeS % 3600) / 60), 'min'],
    [wholeS % 60, 's'],
  ] as const;
  const said = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`);
  return said.length > 0 ? said.join(' ') : '0 s';
}
