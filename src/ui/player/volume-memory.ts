const KEY = 'time-shift-volume';

/** The volume that the viewer last set on this site; null if there is none or the browser stores nothing. */
export function rememberedVolume(): number | null {
  try {
    const volume = parseFloat(localStorage.getItem(KEY) ?? '');
    return volume >= 0 && volume <= 1 ? volume : null;
  } catch {
    // The viewer's settings may forbid storage.
    return null;
  }
}

export function rememberVolume(volume: number): void {
  try {
    localStorage.setItem(KEY, String(volume));
  } catch {
    // Without storage, the next player begins with the default volume.
  }
}
