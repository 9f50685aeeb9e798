/** Keeps the last picture over a `<video>` that is about to lose its own. */
export class HeldPicture {
  readonly canvas = document.createElement('canvas');

  constructor(private readonly video: HTMLVideoElement) {
    this.canvas.hidden = true;
    this.canvas.ariaHidden = 'true';
  }

  hold(): void {
    const { videoWidth, videoHeight } = this.video;
    const hasPicture = videoWidth > 0 && this.video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    // Held already, or nothing to hold: then what is there stays.
    if (!hasPicture) return;
    this.canvas.width = videoWidth;
    this.canvas.height = videoHeight;
    this.canvas.getContext('2d')?.drawImage(this.video, 0, 0, videoWidth, videoHeight);
    this.canvas.hidden = false;
  }

  release(): void {
    this.canvas.hidden = true;
  }
}
