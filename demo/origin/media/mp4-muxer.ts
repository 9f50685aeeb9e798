import { SAMPLES_PER_FRAME } from './audio-loop.ts';
import { concatBytes } from './bit-writer.ts';
import { box, fullBox, uint32, uint64 } from './mp4-boxes.ts';
import { TRACK } from './mp4-init.ts';
import { NAL_HEADER, splitNalUnits } from './nal-unit.ts';
import type { AccessUnit, VideoAccessUnit } from './ts-muxer.ts';
import { TICKS_PER_MS, type Ticks } from './ts-packets.ts';

interface Sample {
  readonly data: Uint8Array;
  readonly isKey: boolean;
  /** When it is decoded and when it is shown, in the unit of its track. */
  readonly decodedAt: number;
  readonly shownAt: number;
}

interface Run {
  readonly trackId: number;
  readonly samples: readonly Sample[];
  /** How long the last sample lasts. The others last until the next one. */
  readonly lastDuration: number;
}

const ADTS_HEADER_BYTES = 7;
/** NAL units that are in the initialization segment, or that MP4 has no need of (ISO/IEC 14496-15, clause 5.3.2). */
const LEFT_OUT: readonly number[] = [
  NAL_HEADER.accessUnitDelimiter,
  NAL_HEADER.sequenceParameterSet,
  NAL_HEADER.pictureParameterSet,
];

/**
 * Makes a segment of fragmented MP4 (ISO/IEC 14496-12, clause 8.8): one fragment with the access units that an MPEG
 * transport stream would have. A track without units is left out.
 *
 * @param startMs when the segment begins, in epoch milliseconds
 * @param video in the order in which the pictures are decoded
 */
export function muxFragment(
  startMs: number,
  video: readonly VideoAccessUnit[],
  audio: readonly AccessUnit[],
): Uint8Array<ArrayBuffer> {
  const runs = [videoRun(video), audioRun(audio)].filter(({ samples }) => samples.length > 0);
  // The size of the index does not depend on the offsets in it.
  const indexBytes = index(startMs, runs, 0).length;
  const data = runs.flatMap(({ samples }) => samples.map((sample) => sample.data));
  return concatBytes([index(startMs, runs, indexBytes), box('mdat', ...data)]);
}

function videoRun(units: readonly VideoAccessUnit[]): Run {
  const samples = units.map(({ ptsTicks, dtsTicks = ptsTicks, data, isKey }) => ({
    data: lengthPrefixed(data),
    isKey,
    decodedAt: dtsTicks,
    shownAt: ptsTicks,
  }));
  const [one, other] = samples.slice(-2).map(({ decodedAt }) => decodedAt);
  const frameTicks = one !== undefined && other !== undefined ? other - one : 40 * TICKS_PER_MS;
  return { trackId: TRACK.video.id, samples, lastDuration: frameTicks };
}

function audioRun(units: readonly AccessUnit[]): Run {
  const samples = units.map(({ ptsTicks, data }) => {
    const at = inSamples(ptsTicks);
    return { data: data.subarray(ADTS_HEADER_BYTES), isKey: true, decodedAt: at, shownAt: at };
  });
  return { trackId: TRACK.audio.id, samples, lastDuration: SAMPLES_PER_FRAME };
}

const inSamples = (ticks: Ticks): number => (ticks * TRACK.audio.ticksPerS) / TRACK.video.ticksPerS;

function lengthPrefixed(unit: Uint8Array): Uint8Array {
  const kept = splitNalUnits(unit).filter(([header = 0]) => !LEFT_OUT.includes(header));
  return concatBytes(kept.flatMap((nal) => [uint32(nal.length), nal]));
}

/** @param indexBytes the size of the index itself, behind which the media begins */
function index(startMs: number, runs: readonly Run[], indexBytes: number): Uint8Array {
  const MDAT_HEADER_BYTES = 8;
  let offset = indexBytes + MDAT_HEADER_BYTES;
  const tracks = runs.map((run) => {
    const at = offset;
    offset += run.samples.reduce((sum, { data }) => sum + data.length, 0);
    return trackFragment(run, at);
  });
  // Numbers of fragments have to increase. No two segments begin in the same second.
  return box('moof', fullBox('mfhd', {}, uint32(Math.floor(startMs / 1000))), ...tracks);
}

const DEFAULT_BASE_IS_MOOF = 0x02_0000;
/** There are an offset and, for each sample, its duration, size, flags and composition time offset. */
const ALL_FIELDS = 0x000f01;
/** Whether a sample depends on others, and whether a decoder cannot begin with it (clause 8.8.3.1). */
const SAMPLE_FLAGS = { key: 0x0200_0000, other: 0x0101_0000 } as const;

function trackFragment({ trackId, samples, lastDuration }: Run, offset: number): Uint8Array {
  const fields = samples.flatMap(({ data, isKey, decodedAt, shownAt }, i) => [
    (samples[i + 1]?.decodedAt ?? decodedAt + lastDuration) - decodedAt,
    data.length,
    isKey ? SAMPLE_FLAGS.key : SAMPLE_FLAGS.other,
    shownAt - decodedAt,
  ]);
  return box(
    'traf',
    fullBox('tfhd', { flags: DEFAULT_BASE_IS_MOOF }, uint32(trackId)),
    fullBox('tfdt', { version: 1 }, uint64(samples[0]?.decodedAt ?? 0)),
    fullBox('trun', { version: 1, flags: ALL_FIELDS }, uint32(samples.length, offset, ...fields)),
  );
}
