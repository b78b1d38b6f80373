import { readFileSync } from "node:fs";
import { join } from "node:path";
import { arpeggioWav } from "../../../src/sandbox/seed/wav.ts";
import { rootFolder } from "../folders.ts";
import type { readers } from "./inMemory.ts";
import { box, evenRun, fragmentBox, movieBox, sampleDefaults, unevenRun } from "./isoMedia.ts";
import { frame128, frame64, frames, id3Tag, indexFrame } from "./mpeg.ts";
import { chunk, extensible, formatChunk, fourBytes, longSizes, riff, untold } from "./riff.ts";

/** A file of sound. */
export interface Sample {
  readonly name: string;
  readonly content: keyof typeof readers;
  readonly bytes: Buffer;
}

/** What an encoder made: one of those of the tests, or of the sandbox. */
export function recording(path: string, content: Sample["content"]): Sample {
  return { name: path, content, bytes: readFileSync(join(rootFolder, path)) };
}

const pcm = Buffer.alloc(16_000);
const adpcm = formatChunk({ tag: 0x11, bits: 4, bytesPerBlock: 256 });
const fact = chunk("fact", fourBytes(20_000));
const media = box("mdat", Buffer.alloc(500));
const sound = { duration: 24_000, samples: 1 };

/** Files of which other readers tell the same length as ours. */
export const undisputed: readonly Sample[] = [
  { name: "arpeggio", content: "wav", bytes: arpeggioWav(3) },
  { name: "PCM", content: "wav", bytes: riff([formatChunk(), chunk("data", pcm)]) },
  {
    name: "24 bits of stereo, with other chunks",
    content: "wav",
    bytes: riff([chunk("JUNK", Buffer.alloc(5)), formatChunk({ bits: 24, channels: 2 }), chunk("data", pcm)]),
  },
  {
    name: "extensible",
    content: "wav",
    bytes: riff([formatChunk({ tag: extensible, subformat: 1 }), chunk("data", pcm)]),
  },
  {
    name: "PCM out of a pipe",
    content: "wav",
    bytes: riff([formatChunk(), chunk("data", pcm, untold)]),
  },
  { name: "ADPCM", content: "wav", bytes: riff([adpcm, fact, chunk("data", pcm)]) },
  { name: "M4A", content: "isoMedia", bytes: Buffer.concat([movieBox([sound]), media]) },
  { name: "M4A, header last", content: "isoMedia", bytes: Buffer.concat([media, movieBox([sound])]) },
  {
    name: "M4A, long times",
    content: "isoMedia",
    bytes: Buffer.concat([movieBox([{ ...sound, version: 1 }]), media]),
  },
  {
    name: "M4A, cut",
    content: "isoMedia",
    bytes: Buffer.concat([movieBox([sound]), media.subarray(0, 400)]),
  },
  {
    name: "M4A in fragments",
    content: "isoMedia",
    bytes: Buffer.concat([
      movieBox([{}]),
      fragmentBox({ sampleDuration: 1000, runs: [evenRun(8)] }),
      media,
      fragmentBox({ runs: [unevenRun([3000, 2000])] }),
      media,
    ]),
  },
  { name: "MP3", content: "mp3", bytes: frames(100) },
  { name: "MP3, tagged", content: "mp3", bytes: Buffer.concat([id3Tag(3000), id3Tag(200), frames(100)]) },
  {
    name: "MP3, varied and indexed",
    content: "mp3",
    bytes: Buffer.concat([indexFrame("Xing", 80, 30_000), frames(40), frames(40, frame64)]),
  },
  {
    name: "MP3, varied from the start",
    content: "mp3",
    bytes: Buffer.concat(Array<Buffer>(40).fill(Buffer.concat([frame128, frame64]))),
  },
];

/** Files of which other readers tell something else, or nothing: each has a test that says why. */
export const disputed: readonly Sample[] = [
  {
    name: "RF64",
    content: "wav",
    bytes: riff([longSizes(16_000n), formatChunk(), chunk("data", pcm, untold), chunk("LIST", pcm)], "RF64"),
  },
  {
    name: "M4A in fragments with defaults",
    content: "isoMedia",
    bytes: Buffer.concat([movieBox([{}], sampleDefaults(1000)), fragmentBox({ runs: [evenRun(8)] }), media]),
  },
  {
    name: "MP3, varied after a silence",
    content: "mp3",
    bytes: Buffer.concat([frames(20, frame64), frames(60)]),
  },
];
