export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** All that a stream may have, from small to large: what the test card can be painted in. */
export const PICTURE_SIZES: readonly PictureSize[] = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
];

/** As `size=` and `RESOLUTION=` have it. */
export const sizeName = ({ width, height }: PictureSize): string => `${width}x${height}`;
