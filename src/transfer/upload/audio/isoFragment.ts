import { boxes, headAt, type Extent } from "./isoBoxes.ts";
import type { AudioTrack } from "./isoTrack.ts";
import type { RandomAccess } from "./randomAccess.ts";

/** Flags of `tfhd`, each for a field: a base offset, a sample description, the duration of a sample. */
const header = { baseOffset: 0x1, description: 0x2, sampleDuration: 0x8 } as const;

/** Flags of `trun`, each for a field of four bytes: before the samples, or of every sample, its duration first. */
const run = { before: [0x1, 0x4], each: [0x100, 0x200, 0x400, 0x800], sampleDuration: 0x100 } as const;

/** What a `moof` adds to a track, in the track's units; `undefined` if that cannot be told. */
export async function fragmentDuration(
  file: RandomAccess,
  fragment: Extent,
  track: AudioTrack,
): Promise<number | undefined> {
  let total = 0;
  for await (const part of boxes(file, fragment)) {
    if (part.type !== "traf") {
      continue;
    }
    const head = await headAt(file, part, ["tfhd"]);
    if (head.readUInt32BE(4) !== track.id) {
      continue;
    }
    const flags = head.readUInt32BE();
    const before = (flags & header.baseOffset ? 8 : 0) + (flags & header.description ? 4 : 0);
    const sampleDuration =
      flags & header.sampleDuration ? head.readUInt32BE(8 + before) : track.sampleDuration;
    for await (const box of boxes(file, part)) {
      const duration = box.type === "trun" ? await runDuration(file, box, sampleDuration) : 0;
      if (duration === undefined) {
        return undefined;
      }
      total += duration;
    }
  }
  return total;
}

/** The samples of a `trun`, which have a duration each or all the same. */
async function runDuration(
  file: RandomAccess,
  box: Extent,
  sampleDuration: number,
): Promise<number | undefined> {
  const head = await headAt(file, box, []);
  const flags = head.readUInt32BE();
  const samples = head.readUInt32BE(4);
  if ((flags & run.sampleDuration) === 0) {
    return sampleDuration === 0 ? undefined : samples * sampleDuration;
  }
  const first = box.start + 8 + fieldsLength(flags, run.before);
  const length = fieldsLength(flags, run.each);
  if (first + samples * length > box.end) {
    return undefined;
  }
  let total = 0;
  for (let sample = 0; sample < samples; sample++) {
    total += (await file.read(first + sample * length, 4))?.readUInt32BE() ?? 0;
  }
  return total;
}

function fieldsLength(flags: number, fields: readonly number[]): number {
  return 4 * fields.filter((field) => flags & field).length;
}
