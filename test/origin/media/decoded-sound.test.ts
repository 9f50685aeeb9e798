import { expect } from 'chai';
import { HOUR_MS } from '../../time-units.ts';
import { ownStream, segmentOf, windowMiddle } from '../../session/own-stream.ts';
import { readSamples } from './fragmented-mp4.ts';

const AUDIO = 2;
const FRAME_US = 21_333;

/** The loudest sample of each channel of the first second of a segment, as the browser's decoder restores it. */
async function peaks(channels: 'mono' | 'stereo'): Promise<number[]> {
  const answer = await fetch(
    segmentOf(ownStream(`~container=fmp4~channels=${channels}`), windowMiddle(HOUR_MS)),
  );
  const samples = readSamples(new Uint8Array(await answer.arrayBuffer()), AUDIO).slice(0, 47);
  const numberOfChannels = channels === 'mono' ? 1 : 2;
  const peaks = new Array<number>(numberOfChannels).fill(0);
  let failure: DOMException | null = null;
  const decoder = new AudioDecoder({
    output: (data) => {
      for (let planeIndex = 0; planeIndex < data.numberOfChannels; planeIndex++) {
        const plane = new Float32Array(data.numberOfFrames);
        data.copyTo(plane, { planeIndex, format: 'f32-planar' });
        peaks[planeIndex] = Math.max(peaks[planeIndex] ?? NaN, ...plane.map(Math.abs));
      }
      data.close();
    },
    error: (error) => (failure = error),
  });
  // AudioSpecificConfig: AAC-LC, 48 kHz and the channels.
  const description = Uint8Array.of(0x11, 0x80 | (numberOfChannels << 3));
  decoder.configure({ codec: 'mp4a.40.2', sampleRate: 48_000, numberOfChannels, description });
  for (const [i, { data }] of samples.entries()) {
    decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: i * FRAME_US, data: data.slice() }));
  }
  await decoder.flush();
  expect(failure).to.equal(null);
  return peaks;
}

it('Stereo sound has the sound of mono in its right channel, and silence in its left one', async () => {
  const [mono] = await peaks('mono');
  const [left, right] = await peaks('stereo');
  expect(mono).to.be.above(0.01);
  expect(left).to.equal(0);
  expect(right).to.be.closeTo(mono!, 0.001);
});
