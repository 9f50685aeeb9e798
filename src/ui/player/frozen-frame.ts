/**
 * A canvas over the `<video>` that shows its last frame while another playlist is loaded, since the video itself would
 * be black meanwhile. The player captures a frame before the switch and hides it once the seek has landed.
 */
export class FrozenFrame {
  readonly canvas = document.createElement('canvas');

  constructor(private readonly video: HTMLVideoElement) {
    this.canvas.hidden = true;
    this.canvas.ariaHidden = 'true';
  }

  /** Shows the current frame of the video. If the video has none, a frame that was captured before stays. */
  capture(): void {
    const { videoWidth, videoHeight } = this.video;
    const hasFrame = videoWidth > 0 && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (!hasFrame) return;
    this.canvas.width = videoWidth;
    this.canvas.height = videoHeight;
    this.canvas.getContext('2d')?.drawImage(this.video, 0, 0, videoWidth, videoHeight);
    this.canvas.hidden = false;
  }

  hide(): void {
    this.canvas.hidden = true;
  }
}
