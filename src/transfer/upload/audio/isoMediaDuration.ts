import { boxes } from "./isoBoxes.ts";
import { fragmentDuration } from "./isoFragment.ts";
import { findAudioTrack, type AudioTrack } from "./isoTrack.ts";
import type { RandomAccess } from "./randomAccess.ts";

/**
 * The length in seconds of the first track of sound in an MP4, M4A or QuickTime file; `undefined` if it cannot be
 * told, as that of a file that was cut. What is in fragments is counted: their writer begins before it knows.
 */
export async function isoMediaDuration(file: RandomAccess): Promise<number | undefined> {
  let track: AudioTrack | undefined;
  let inFragments = 0;
  for await (const box of boxes(file, { start: 0, end: file.size })) {
    if (!box.isWhole) {
      return undefined;
    }
    if (box.type === "moov") {
      track ??= await findAudioTrack(file, box);
    } else if (box.type === "moof" && track !== undefined) {
      const duration = await fragmentDuration(file, box, track);
      if (duration === undefined) {
        return undefined;
      }
      inFragments += duration;
    }
  }
  return track === undefined || track.timescale === 0 ? undefined : lengthOf(track, inFragments);
}

function lengthOf(track: AudioTrack, inFragments: number): number | undefined {
  const { timescale, duration, played, hasSamples } = track;
  if (inFragments > 0) {
    return (inFragments + (hasSamples ? duration : 0)) / timescale;
  }
  const seconds = played > 0 ? Math.min(duration / timescale, played) : duration / timescale;
  return seconds > 0 ? seconds : undefined;
}
