import { boxes, headAt, type Extent } from "./isoBoxes.ts";
import type { RandomAccess } from "./randomAccess.ts";

/** A track of sound. Its times are in units of its own; each is 0 if it is unknown. */
export interface AudioTrack {
  readonly id: number;
  /** Units in a second. */
  readonly timescale: number;
  /** In a file with fragments, that of the samples outside of them. */
  readonly duration: number;
  /** In seconds, how much of it is to be played: an encoder's run-up is not. */
  readonly played: number;
  /** Whether there are samples outside of fragments. */
  readonly hasSamples: boolean;
  /** Of each sample whose fragment does not tell. */
  readonly sampleDuration: number;
}

/** Where `mvhd`, `tkhd` and `mdhd` have their fields, by their version: 1 has times of eight bytes. */
const layouts = [
  { timeLength: 4, trackId: 12, trackDuration: 20, timescale: 12, duration: 16 },
  { timeLength: 8, trackId: 20, trackDuration: 28, timescale: 20, duration: 24 },
] as const;

/** The first track of sound in a `moov`; `undefined` if there is none. */
export async function findAudioTrack(file: RandomAccess, movie: Extent): Promise<AudioTrack | undefined> {
  for await (const box of boxes(file, movie)) {
    if (box.type === "trak" && (await handlerOf(file, box)) === "soun") {
      return readTrack(file, movie, box);
    }
  }
  return undefined;
}

/** What a track is handled as, such as `soun`. */
async function handlerOf(file: RandomAccess, track: Extent): Promise<string> {
  return (await headAt(file, track, ["mdia", "hdlr"])).toString("latin1", 8, 12);
}

async function readTrack(file: RandomAccess, movie: Extent, track: Extent): Promise<AudioTrack> {
  const overall = await headAt(file, movie, ["mvhd"]);
  const header = await headAt(file, track, ["tkhd"]);
  const media = await headAt(file, track, ["mdia", "mdhd"]);
  const samples = await headAt(file, track, ["mdia", "minf", "stbl", "stts"]);
  const defaults = await headAt(file, movie, ["mvex", "trex"]);
  const id = header.readUInt32BE(layoutOf(header).trackId);
  return {
    id,
    timescale: media.readUInt32BE(layoutOf(media).timescale),
    duration: timeAt(media, "duration"),
    played: timeAt(header, "trackDuration") / Math.max(1, overall.readUInt32BE(layoutOf(overall).timescale)),
    hasSamples: samples.readUInt32BE(4) > 0,
    sampleDuration: defaults.readUInt32BE(4) === id ? defaults.readUInt32BE(12) : 0,
  };
}

function layoutOf(head: Buffer): (typeof layouts)[number] {
  return layouts[head[0] === 1 ? 1 : 0];
}

/** A time, which is unknown with all bits set. */
function timeAt(head: Buffer, field: "duration" | "trackDuration"): number {
  const layout = layoutOf(head);
  const bytes = head.subarray(layout[field], layout[field] + layout.timeLength);
  return bytes.every((byte) => byte === 0xff) ? 0 : Number(`0x${bytes.toString("hex")}`);
}
