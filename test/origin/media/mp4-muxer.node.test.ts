import { expect } from 'chai';
import { describe, it } from 'node:test';
import { makeInitSegment, makeSegment, type SegmentSpec } from '../../../demo/origin/media/segment.ts';
import { boxesAt, readBoxes, readSamples, sampleNalTypes } from './fragmented-mp4.ts';
import { nalTypes, readPackets, readPes } from './transport-stream.ts';

const START_MS = Date.UTC(2025, 10, 21, 9, 59, 56);
const SPEC: SegmentSpec = { startMs: START_MS, durationMs: 4000, container: 'fmp4' };
const VIDEO = 1;
const AUDIO = 2;

describe('A segment of fragmented MP4', () => {
  it('is one fragment, whose samples fill its media box', () => {
    const segment = makeSegment(SPEC);
    expect(readBoxes(segment).map(({ type }) => type)).to.deep.equal(['moof', 'mdat']);
    const samples = [VIDEO, AUDIO].flatMap((track) => readSamples(segment, track));
    const [media] = boxesAt(segment, 'mdat');
    expect(Buffer.concat(samples.map(({ data }) => data)).equals(media!)).to.equal(true);
  });

  it('has the pictures of the transport stream without delimiters and parameter sets, at the same times', () => {
    const samples = readSamples(makeSegment(SPEC), VIDEO);
    const pictures = readPes(readPackets(makeSegment({ ...SPEC, container: 'ts' })), 0x100);
    expect(samples.map(({ data }) => sampleNalTypes(data))).to.deep.equal(
      pictures.map(({ data }) => nalTypes(data).filter((type) => type < 7)),
    );
    expect(samples.map(({ pts }) => pts % 2 ** 33)).to.deep.equal(pictures.map(({ pts }) => pts));
    expect(samples.flatMap(({ isKey }, i) => (isKey ? [i] : []))).to.deep.equal([0, 50]);
  });

  it('has the frames of sound without their headers, and goes on where the segment before ends', () => {
    const [one, next] = [SPEC, { ...SPEC, startMs: START_MS + 4000 }].map((spec) =>
      readSamples(makeSegment(spec), AUDIO),
    );
    const sound = readPes(readPackets(makeSegment({ ...SPEC, container: 'ts' })), 0x101);
    const adtsBytes = sound.reduce((sum, { data }) => sum + data.length, 0);
    expect(one!.reduce((sum, { data }) => sum + 7 + data.length, 0)).to.equal(adtsBytes);
    expect(new Set(one!.map(({ duration }) => duration))).to.deep.equal(new Set([1024]));
    expect(next![0]!.dts).to.equal(one!.at(-1)!.dts + 1024);
  });

  it('leaves out a track without samples', () => {
    const withoutAudio = [{ start: START_MS, end: START_MS + 4000 }];
    const segment = makeSegment({ ...SPEC, withoutAudio });
    expect(readSamples(segment, AUDIO)).to.deep.equal([]);
    expect(readSamples(segment, VIDEO)).to.have.length(100);
  });

  it('stamps what comes after a restart of the encoder from clockZeroMs on', () => {
    const segment = makeSegment({ ...SPEC, clockZeroMs: START_MS - 1400 });
    expect(readSamples(segment, VIDEO)[0]!.pts).to.equal(1400 * 90);
  });
});

describe('An initialization segment', () => {
  const entries = (spec: Partial<SegmentSpec>) =>
    boxesAt(makeInitSegment({ ...SPEC, ...spec }), 'moov.trak.mdia.minf.stbl.stsd');
  /** Behind the version and the number of entries, the fields of an entry of video or of sound come before its boxes. */
  const configuration = (entry: Uint8Array, type: string, fieldBytes: number): Uint8Array =>
    boxesAt(readBoxes(entry.subarray(8))[0]!.content.subarray(fieldBytes), type)[0]!;

  for (const [name, spec, expected] of [
    ['baseline', {}, [1, 0x42, 0xc0, 0x1e]],
    ['main', { profile: 'main' }, [1, 0x4d, 0x40, 0x1e]],
    ['main for B pictures', { hasBPictures: true }, [1, 0x4d, 0x40, 0x1e]],
    ['a higher level for a larger picture', { width: 1280 }, [1, 0x42, 0xc0, 0x1f]],
  ] as const) {
    it(`says ${name}`, () => {
      const avc = configuration(entries(spec)[0]!, 'avcC', 78);
      expect([...avc.subarray(0, 4)]).to.deep.equal(expected);
    });
  }

  it('says how many channels there are', () => {
    for (const audioChannels of [1, 2] as const) {
      const [esds] = [configuration(entries({ audioChannels })[1]!, 'esds', 28)];
      // AudioSpecificConfig: AAC-LC, 48 kHz and the channels.
      const config = (2 << 11) | (3 << 7) | (audioChannels << 3);
      expect(Buffer.from(esds).includes(Buffer.from([5, 2, config >> 8, config & 0xff]))).to.equal(true);
    }
  });
});
