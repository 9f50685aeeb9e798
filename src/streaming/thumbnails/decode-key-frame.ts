import type { KeyFrame } from './key-frame-collector.ts';

const LARGEST_WIDTH_PX = 320;

/** Whether the browser decodes a codec, by its name. */
const supported = new Map<string, Promise<boolean>>();

/** The picture of a key frame; null where the browser cannot decode it. */
export async function decodeKeyFrame({ codec, bytes }: KeyFrame): Promise<ImageBitmap | null> {
  const config: VideoDecoderConfig = { codec, optimizeForLatency: true };
  if (!(await isSupported(config))) return null;
  const frame = await firstFrame(config, bytes);
  if (!frame) return null;
  const { displayWidth, displayHeight } = frame;
  const scale = Math.min(LARGEST_WIDTH_PX / displayWidth, 1);
  try {
    return await createImageBitmap(frame, {
      resizeWidth: Math.round(displayWidth * scale),
      resizeHeight: Math.max(Math.round(displayHeight * scale), 1),
      resizeQuality: 'medium',
    });
  } catch {
    return null;
  } finally {
    frame.close();
  }
}

function isSupported(config: VideoDecoderConfig): Promise<boolean> {
  const known = supported.get(config.codec);
  if (known) return known;
  const asked = VideoDecoder.isConfigSupported(config).then(
    (answer) => answer.supported === true,
    // It is no codec's name: garbage was taken for a picture.
    () => false,
  );
  supported.set(config.codec, asked);
  return asked;
}

/** By a decoder of its own: to make one takes 2 ms, and to keep one takes what videos on the page may be in need of. */
async function firstFrame(config: VideoDecoderConfig, data: BufferSource): Promise<VideoFrame | null> {
  const frames: VideoFrame[] = [];
  const decoder = new VideoDecoder({
    output: (frame) => frames.push(frame),
    // `flush` rejects, too.
    error: () => undefined,
  });
  try {
    decoder.configure(config);
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }));
    await decoder.flush();
  } catch {
    // Then there may be no frame.
  }
  if (decoder.state !== 'closed') decoder.close();
  const [first = null, ...others] = frames;
  for (const frame of others) frame.close();
  return first;
}
