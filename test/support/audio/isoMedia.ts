/** Big-endian integers of four bytes. */
export function integers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

/** A box. */
export function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  return sizedBox(type, 8 + content.reduce((total, { length }) => total + length, 0), ...content);
}

/** A box that tells a size of its own. */
export function sizedBox(type: string, size: number, ...content: readonly Uint8Array[]): Buffer {
  return Buffer.concat([integers(size), Buffer.from(type), ...content]);
}

/** A box whose size is told in eight bytes. */
export function longBox(type: string, ...content: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(content);
  return sizedBox(type, 1, integers(0, 16 + inside.length), inside);
}

/** What the headers of a track say, in a movie of one. Times are in units of `timescale`, those of `played` in ms. */
export interface Track {
  readonly id?: number;
  readonly handler?: string;
  readonly timescale?: number;
  readonly duration?: number;
  readonly played?: number;
  /** Entries in the table of its samples' times. */
  readonly samples?: number;
  /** 1 has times of eight bytes. */
  readonly version?: 0 | 1;
}

export const unknownTime = 0xffff_ffff;

/** A `trak`, complete enough for other readers than ours. */
export function trackBox({
  id = 1,
  handler = "soun",
  timescale = 8000,
  duration = 0,
  played = 0,
  samples = 0,
  version = 0,
}: Track): Buffer {
  const time = (value: number): Buffer =>
    version === 0 ? integers(value) : integers(value === unknownTime ? value : 0, value);
  const start = Buffer.concat([integers(version << 24), time(0), time(0)]);
  const soundEntry = box(
    "mp4a",
    Buffer.alloc(7),
    Buffer.of(1),
    Buffer.alloc(9),
    Buffer.of(1),
    Buffer.alloc(10),
  );
  return box(
    "trak",
    box("tkhd", start, integers(id, 0), time(played), Buffer.alloc(60)),
    box(
      "mdia",
      box("mdhd", start, integers(timescale), time(duration), integers(0)),
      box("hdlr", integers(0, 0), Buffer.from(handler), Buffer.alloc(12), Buffer.from("Handler\0")),
      box(
        "minf",
        box(
          "stbl",
          box("stsd", integers(0, 1), soundEntry),
          box("stts", integers(0, samples), Buffer.alloc(8 * samples)),
          box("stsz", integers(0, 0, 0)),
        ),
      ),
    ),
  );
}

/** A `moov` of these tracks, whose own times are in ms. */
export function movieBox(tracks: readonly Track[], ...more: readonly Uint8Array[]): Buffer {
  const header = box("mvhd", integers(0, 0, 0, 1000, 0), Buffer.alloc(80));
  return box("moov", header, ...tracks.map(trackBox), ...more);
}

/** The `mvex` that says how long samples are whose fragments do not. */
export function sampleDefaults(duration: number, id = 1): Buffer {
  return box("mvex", box("trex", integers(0, id, 1, duration, 0, 0)));
}

/** A fragment of a track: a `moof` with runs of samples. */
export interface Fragment {
  readonly id?: number;
  /** Of every sample. */
  readonly sampleDuration?: number;
  readonly runs: readonly Uint8Array[];
}

export function fragmentBox({ id = 1, sampleDuration, runs }: Fragment): Buffer {
  // With a base offset, a sample description and a size, as others have them too.
  const flags = 0x1 | 0x2 | 0x10 | (sampleDuration === undefined ? 0 : 0x8);
  const duration = sampleDuration === undefined ? [] : [sampleDuration];
  return box("moof", box("traf", box("tfhd", integers(flags, id, 0, 0, 1, ...duration, 100)), ...runs));
}

/** A run of samples that are as long as their fragment says. */
export function evenRun(samples: number): Buffer {
  return box("trun", integers(0x1 | 0x200, samples, 0, ...Array<number>(samples).fill(100)));
}

/** A run of samples of these lengths. */
export function unevenRun(durations: readonly number[]): Buffer {
  return box(
    "trun",
    integers(
      0x1 | 0x4 | 0x100 | 0x200,
      durations.length,
      0,
      0,
      ...durations.flatMap((duration) => [duration, 100]),
    ),
  );
}
