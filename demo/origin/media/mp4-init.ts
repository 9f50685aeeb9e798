import { SAMPLE_RATE_HZ, type AudioChannels } from './audio-loop.ts';
import { BitWriter } from './bit-writer.ts';
import { pictureParameterSet, sequenceParameterSet, type PictureFormat } from './h264-parameter-sets.ts';
import { box, fullBox, uint16, uint32, uint8, type BoxPart } from './mp4-boxes.ts';
import { splitNalUnits } from './nal-unit.ts';

/** The tracks of a fragmented MP4, and the unit of their times. */
export const TRACK = {
  video: { id: 1, ticksPerS: 90_000 },
  audio: { id: 2, ticksPerS: SAMPLE_RATE_HZ },
} as const;

/** No rotation and no scaling: numbers of 16.16 and 2.30 bits (ISO/IEC 14496-12, clause 8.3.2). */
const MATRIX = uint32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000);
const UNDETERMINED_LANGUAGE = 0x55c4;
const NOTHING = uint32(0);

/** Writes the initialization segment of fragmented MP4 (ISO/IEC 14496-12) with H.264 video and AAC audio. */
export function initializationSegment(
  format: PictureFormat,
  audioChannels: AudioChannels,
): Uint8Array<ArrayBuffer> {
  const { video, audio } = TRACK;
  const { widthPx, heightPx } = format;
  const moov = box(
    'moov',
    fullBox(
      'mvhd',
      {},
      uint32(0, 0, 1000, 0, 0x10000),
      uint16(0x100, 0),
      uint32(0, 0),
      MATRIX,
      uint32(0, 0, 0, 0, 0, 0, 3),
    ),
    track(
      video,
      [widthPx, heightPx],
      [
        handler('vide'),
        box(
          'minf',
          fullBox('vmhd', { flags: 1 }, uint16(0, 0, 0, 0)),
          DATA_INFORMATION,
          sampleTable(videoEntry(format)),
        ),
      ],
    ),
    track(
      audio,
      [0, 0],
      [
        handler('soun'),
        box(
          'minf',
          fullBox('smhd', {}, uint16(0, 0)),
          DATA_INFORMATION,
          sampleTable(audioEntry(audioChannels)),
        ),
      ],
    ),
    box('mvex', ...[video, audio].map(({ id }) => fullBox('trex', {}, uint32(id, 1, 0, 0, 0)))),
  );
  return new Uint8Array([...box('ftyp', 'iso6', uint32(1), 'iso6', 'mp41'), ...moov]);
}

/** @param size width and height in px */
function track(
  { id, ticksPerS }: { id: number; ticksPerS: number },
  size: readonly [number, number],
  media: readonly BoxPart[],
): Uint8Array {
  const volume = size[0] === 0 ? 0x100 : 0;
  return box(
    'trak',
    fullBox(
      'tkhd',
      { flags: 3 },
      uint32(0, 0, id, 0, 0, 0, 0),
      uint16(0, 0, volume, 0),
      MATRIX,
      uint32(...size.map((px) => px * 0x10000)),
    ),
    box('mdia', fullBox('mdhd', {}, uint32(0, 0, ticksPerS, 0), uint16(UNDETERMINED_LANGUAGE, 0)), ...media),
  );
}

const handler = (type: string): Uint8Array => fullBox('hdlr', {}, uint32(0), type, uint32(0, 0, 0), '\0');

/** The media is in the same file. */
const DATA_INFORMATION = box('dinf', fullBox('dref', {}, uint32(1), fullBox('url ', { flags: 1 })));

/** Without any samples: those are in the fragments. */
const sampleTable = (entry: Uint8Array): Uint8Array =>
  box(
    'stbl',
    fullBox('stsd', {}, uint32(1), entry),
    fullBox('stts', {}, NOTHING),
    fullBox('stsc', {}, NOTHING),
    fullBox('stsz', {}, NOTHING, NOTHING),
    fullBox('stco', {}, NOTHING),
  );

/** The first fields of every sample entry: reserved bytes, and the number of the data reference. */
const ENTRY_HEAD = uint16(0, 0, 0, 1);
const DOTS_PER_INCH_72 = 0x48_0000;
const COMPRESSOR_NAME = new Uint8Array(32);
const DEPTH_24_BITS = uint16(24, 0xffff);

function videoEntry(format: PictureFormat): Uint8Array {
  const { widthPx, heightPx } = format;
  const size = uint16(widthPx, heightPx);
  const resolution = uint32(DOTS_PER_INCH_72, DOTS_PER_INCH_72);
  const before = [
    ENTRY_HEAD,
    uint32(0, 0, 0, 0),
    size,
    resolution,
    uint32(0),
    uint16(1),
    COMPRESSOR_NAME,
    DEPTH_24_BITS,
  ];
  return box('avc1', ...before, box('avcC', avcConfiguration(format)));
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15, clause 5.3.3.1). */
function avcConfiguration(format: PictureFormat): BoxPart {
  const [sps, pps] = [sequenceParameterSet(format), pictureParameterSet()].flatMap(splitNalUnits);
  if (!sps || !pps) throw new RangeError('A parameter set is no NAL unit.');
  const [, profile = 0, constraints = 0, level = 0] = sps;
  return Uint8Array.of(
    ...[1, profile, constraints, level],
    0xfc | 3, // lengths of NAL units have four bytes
    0xe0 | 1,
    ...[...uint16(sps.length), ...sps],
    ...[1, ...uint16(pps.length), ...pps],
  );
}

function audioEntry(channels: AudioChannels): Uint8Array {
  const samples = [uint16(channels, 16, 0, 0), uint32(SAMPLE_RATE_HZ * 0x10000)];
  return box('mp4a', ENTRY_HEAD, uint32(0, 0), ...samples, fullBox('esds', {}, elementaryStream(channels)));
}

/** ES_Descriptor (ISO/IEC 14496-1, clause 7.2.6.5). */
function elementaryStream(channels: AudioChannels): Uint8Array {
  const MPEG_4_AUDIO = 0x40;
  const AUDIO_STREAM = 0x15;
  const specific = descriptor(5, audioConfiguration(channels));
  const bitRates = [...uint8(0, 0, 0), ...uint32(0, 0)]; // the size of the buffer, and the rates, are not stated
  const configuration = descriptor(4, Uint8Array.of(MPEG_4_AUDIO, AUDIO_STREAM, ...bitRates, ...specific));
  return descriptor(
    3,
    Uint8Array.of(...uint16(TRACK.audio.id), 0, ...configuration, ...descriptor(6, uint8(2))),
  );
}

const descriptor = (tag: number, content: Uint8Array): Uint8Array =>
  Uint8Array.of(tag, content.length, ...content);

/** AudioSpecificConfig (ISO/IEC 14496-3, clause 1.6.2.1). */
function audioConfiguration(channels: AudioChannels): Uint8Array {
  const AAC_LC = 2;
  const INDEX_OF_48_KHZ = 3;
  const out = new BitWriter();
  out.bits(AAC_LC, 5);
  out.bits(INDEX_OF_48_KHZ, 4);
  out.bits(channels, 4);
  out.bits(0, 3); // frames of 1024 samples, and nothing that depends on a core coder
  return out.toBytes();
}
