const KEY = 'time-shift-volume';

/** The volume that the viewer has set last on this site; null where there is none, or nothing is kept. */
export function rememberedVolume(): number | null {
  try {
    const volume = parseFloat(localStorage.getItem(KEY) ?? '');
    return volume >= 0 && volume <= 1 ? volume : null;
  } catch {
    // Storage may be forbidden.
    return null;
  }
}

export function rememberVolume(volume: number): void {
  try {
    localStorage.setItem(KEY, String(volume));
  } catch {
    // Then it is forgotten.
  }
}
