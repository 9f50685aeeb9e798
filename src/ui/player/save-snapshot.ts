import type { UnixMs } from '../../core/index.ts';

/** Saves the current frame of a `<video>` as a PNG that is named by its wall-clock time: `2026-11-21T14-05-30.120Z.png`. */
export async function saveSnapshot(video: HTMLVideoElement, at: UnixMs): Promise<void> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const url = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }));
  const link = document.createElement('a');
  link.href = url;
  // Some file systems do not allow colons in names.
  link.download = `${new Date(at).toISOString().replaceAll(':', '-')}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
