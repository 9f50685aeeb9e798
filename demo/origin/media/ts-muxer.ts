import { concatBytes } from './bit-writer.ts';
import {
  adaptation,
  packetsNeeded,
  pesPacket,
  STREAM_ID,
  type Stamps,
  TICKS_PER_MS,
  TsPacketWriter,
  type Ticks,
  type TransportUnit,
} from './ts-packets.ts';
import { ASSOCIATION_TABLE, mapTable, PID } from './ts-sections.ts';

export interface AccessUnit extends Stamps {
  readonly data: Uint8Array;
}

export interface VideoAccessUnit extends AccessUnit {
  readonly isKey: boolean;
}

interface TimedUnit extends TransportUnit {
  readonly dtsTicks: Ticks;
}

/** How long before it is decoded a picture arrives, by the program clock of the stream. */
const PCR_LEAD_TICKS = 700 * TICKS_PER_MS;

/** With a single audio frame in each PES packet, half of the packet would be headers. */
const AUDIO_FRAMES_PER_PES = 8;

/**
 * Continuity counters start over after 16 packets. Every segment has a multiple of 16 packets of each PID. So the
 * counters start from zero in each segment, and still continue from one segment to the next. This is why segments can
 * be made independently of one another.
 */
const COUNTER_PERIOD = 16;

/**
 * Makes a segment of an MPEG transport stream with video and ADTS AAC audio. Its tables are repeated. They do not list what has
 * no units.
 *
 * @param videoType the stream_type of the video; default H.264
 */
export function muxSegment(
  video: readonly VideoAccessUnit[],
  audio: readonly AccessUnit[],
  videoType?: number,
): Uint8Array<ArrayBuffer> {
  const videoUnits = video.map(videoUnit);
  const carriesClock = video.length === 0;
  const audioUnits = audioGroups(audio).map((unit) => audioUnit(unit, carriesClock));
  const table = mapTable({ hasVideo: video.length > 0, hasAudio: audio.length > 0 }, videoType);
  const packetCounts = new Map([...fullPeriods(videoUnits), ...fullPeriods(audioUnits)]);
  const units = [...videoUnits, ...audioUnits].sort((a, b) => a.dtsTicks - b.dtsTicks || a.pid - b.pid);
  const unitPackets = [...packetCounts.values()].reduce((sum, count) => sum + count, 0);
  const writer = new TsPacketWriter(unitPackets + 2 * COUNTER_PERIOD);
  let tablesWritten = 0;
  units.forEach((unit, i) => {
    for (; tablesWritten < Math.ceil((COUNTER_PERIOD * (i + 1)) / units.length); tablesWritten++) {
      writer.section(PID.associationTable, ASSOCIATION_TABLE);
      writer.section(PID.mapTable, table);
    }
    writer.unit(unit, packetCounts.get(unit) ?? 0);
  });
  return writer.toBytes();
}

function videoUnit({ ptsTicks, dtsTicks = ptsTicks, data, isKey }: VideoAccessUnit): TimedUnit {
  return {
    pid: PID.video,
    dtsTicks,
    payload: pesPacket(STREAM_ID.video, { ptsTicks, dtsTicks }, data),
    adaptation: adaptation({ isRandomAccess: isKey, pcrTicks: dtsTicks - PCR_LEAD_TICKS }),
  };
}

function audioUnit({ ptsTicks, data }: AccessUnit, carriesClock: boolean): TimedUnit {
  const pcrTicks = ptsTicks - PCR_LEAD_TICKS;
  return {
    pid: PID.audio,
    dtsTicks: ptsTicks,
    payload: pesPacket(STREAM_ID.audio, { ptsTicks }, data),
    adaptation: adaptation({ isRandomAccess: true, ...(carriesClock ? { pcrTicks } : {}) }),
  };
}

function audioGroups(frames: readonly AccessUnit[]): AccessUnit[] {
  return frames.flatMap(({ ptsTicks }, i) => {
    if (i % AUDIO_FRAMES_PER_PES !== 0) return [];
    const group = frames.slice(i, i + AUDIO_FRAMES_PER_PES);
    return [{ ptsTicks, data: concatBytes(group.map(({ data }) => data)) }];
  });
}

/** The number of packets for each unit of one PID. The largest unit gets more than it needs, to fill the period. */
function fullPeriods(units: readonly TimedUnit[]): Map<TimedUnit, number> {
  const counts = new Map(units.map((unit) => [unit, packetsNeeded(unit)]));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [largest] = [...counts].sort(([, a], [, b]) => b - a);
  if (largest)
    counts.set(largest[0], largest[1] + ((COUNTER_PERIOD - (total % COUNTER_PERIOD)) % COUNTER_PERIOD));
  return counts;
}
