/**
 * What the documentation says about the purposes (api.md 3), as data. The platform has the last word: these facts
 * explain and warn before a byte is sent, and unknown purposes are shown as they come.
 */

/** Bounds of a quantity; the unit is the field's. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly below?: number;
}

/** Formats that share a size limit. */
export interface FormatLimit {
  /** File name extensions in lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Bytes. */
  readonly maximumBytes: number;
}

/** Whether the documentation offers something, denies it, or leaves it open. */
export type Documented = "yes" | "no" | "open";

export interface PurposeFacts {
  /** As the platform spells it. */
  readonly id: string;
  readonly upload: Documented;
  readonly list: Documented;
  readonly delete: Documented;
  /** What may be uploaded; empty where any format may, or none is documented. */
  readonly formats: readonly FormatLimit[];
  /** Seconds of audio. */
  readonly duration?: Bounds;
  /** Characters of text. */
  readonly characters?: Bounds;
  /** Seconds from `created_at` after which the platform deletes the file; `undefined` where it says nothing. */
  readonly lifetime?: number;
  /** Other endpoints take the file as `mm_file://{file_id}`. */
  readonly usedByReference: boolean;
}

// The documentation writes "MB"; read as MiB, so that nothing is held back that the platform might accept.
const mebibyte = 1024 * 1024;
const sevenDays = 7 * 24 * 60 * 60;

/** The largest file of any purpose, bytes ("512 MB a document"). */
export const maximumFileBytes = 512 * mebibyte;

/** What an account holds in all, bytes ("100 GB"). */
export const maximumAccountBytes = 100 * 1024 * mebibyte;

const voiceFormats: readonly FormatLimit[] = [
  { extensions: ["mp3", "m4a", "wav"], maximumBytes: 20 * mebibyte },
];

/** The purposes in the order in which a user meets them: what can be uploaded, then what is generated. */
export const knownPurposes: readonly PurposeFacts[] = [
  {
    id: "voice_clone",
    upload: "yes",
    list: "yes",
    delete: "yes",
    formats: voiceFormats,
    duration: { atLeast: 10, atMost: 300 },
    usedByReference: false,
  },
  {
    id: "prompt_audio",
    upload: "yes",
    list: "yes",
    delete: "yes",
    formats: voiceFormats,
    duration: { below: 8 },
    usedByReference: false,
  },
  {
    id: "t2a_async_input",
    upload: "yes",
    list: "yes",
    delete: "yes",
    formats: [{ extensions: ["txt", "zip"], maximumBytes: maximumFileBytes }],
    characters: { below: 1_000_000 },
    usedByReference: false,
  },
  {
    id: "video_understanding",
    upload: "yes",
    list: "no",
    delete: "no",
    formats: [{ extensions: ["mp4", "avi", "mov", "mkv"], maximumBytes: maximumFileBytes }],
    lifetime: sevenDays,
    usedByReference: true,
  },
  {
    id: "video_generation_input",
    upload: "yes",
    list: "yes",
    delete: "no",
    formats: [
      { extensions: ["jpg", "jpeg", "png", "webp", "heic", "heif"], maximumBytes: 30 * mebibyte },
      { extensions: ["mp4", "mov"], maximumBytes: 50 * mebibyte },
      { extensions: ["wav", "mp3"], maximumBytes: 15 * mebibyte },
    ],
    lifetime: sevenDays,
    usedByReference: true,
  },
  {
    id: "retrieval",
    upload: "open",
    list: "open",
    delete: "open",
    formats: [],
    usedByReference: false,
  },
  {
    id: "t2a_async",
    upload: "no",
    // Named in the prose of the list page, missing from its enumeration.
    list: "open",
    delete: "yes",
    formats: [],
    usedByReference: false,
  },
  {
    id: "video_generation",
    upload: "no",
    list: "no",
    delete: "yes",
    formats: [],
    usedByReference: false,
  },
];

const factsById: ReadonlyMap<string, PurposeFacts> = new Map(knownPurposes.map((facts) => [facts.id, facts]));

/** The facts about a purpose; `undefined` for one that this version does not know. */
export function purposeFacts(id: string): PurposeFacts | undefined {
  return factsById.get(id);
}

/**
 * The largest upload of this format for this purpose, bytes; `undefined` where the purpose does not take the format.
 * @param extension With or without the dot, in any case.
 */
export function maximumUploadBytes(facts: PurposeFacts, extension: string): number | undefined {
  if (facts.formats.length === 0) {
    return facts.upload === "no" ? undefined : maximumFileBytes;
  }
  const name = extension.replace(/^\./, "").toLowerCase();
  return facts.formats.find(({ extensions }) => extensions.includes(name))?.maximumBytes;
}

/** True if the value is inside the bounds. */
export function isWithin(value: number, { atLeast, atMost, below }: Bounds): boolean {
  return (
    (atLeast === undefined || value >= atLeast) &&
    (atMost === undefined || value <= atMost) &&
    (below === undefined || value < below)
  );
}
