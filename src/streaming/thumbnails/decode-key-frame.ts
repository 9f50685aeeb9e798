import type { KeyFrame } from './nal-units.ts';

const LARGEST_WIDTH_PX = 320;

/** Whether the browser decodes a codec, by the name of the codec. */
const supported = new Map<string, Promise<boolean>>();

/** Decodes a key frame; null where the browser cannot. */
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
    // The name is invalid: the parser has taken garbage for a picture.
    () => false,
  );
  supported.set(config.codec, asked);
  return asked;
}

/** Creates a decoder for one frame. That takes 2 ms; a decoder that is kept could be one too few for a video on the page. */
async function firstFrame(config: VideoDecoderConfig, data: BufferSource): Promise<VideoFrame | null> {
  const frames: VideoFrame[] = [];
  const decoder = new VideoDecoder({
    output: (frame) => frames.push(frame),
    // `flush` rejects as well, and that is handled.
    error: () => undefined,
  });
  try {
    decoder.configure(config);
    decoder.decode(new EncodedVideoChunk({ type: 'key', timestamp: 0, data }));
    await decoder.flush();
  } catch {
    // A decoder that has failed may have put out no frame.
  }
  if (decoder.state !== 'closed') decoder.close();
  const [first = null, ...others] = frames;
  for (const frame of others) frame.close();
  return first;
}
