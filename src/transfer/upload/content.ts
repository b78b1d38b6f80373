/** What a file's first bytes can show it to be. Formats that share a container share a word. */
export type ContentKind =
  "png" | "jpeg" | "webp" | "isoMedia" | "mp3" | "wav" | "avi" | "matroska" | "pdf" | "zip";

/** How many of a file's first bytes `contentKindOf` wants to see. */
export const signatureLength = 16;

/** Recognises a format by its signature; `undefined` for text and whatever else has none that is known here. */
export function contentKindOf(head: Uint8Array): ContentKind | undefined {
  const bytes = Buffer.from(head).toString("latin1");
  const signature = signatures.find(
    ({ text, at = 0, also }) =>
      bytes.startsWith(text, at) && (also === undefined || bytes.startsWith(also.text, also.at)),
  );
  return signature?.kind ?? (beginsWithMpegAudio(head) ? "mp3" : undefined);
}

/** Whether such content is what the extension promises; one without a signature promises nothing. */
export function fitsExtension(content: ContentKind | undefined, extension: string): boolean {
  const promised = promises.get(extension);
  // Anything may stand before an MP3's first frame: a beginning that nobody knows is no contradiction.
  return content === promised || (content === undefined && promised === "mp3");
}

interface Signature {
  readonly kind: ContentKind;
  readonly text: string;
  /** Offset in bytes; 0 if absent. */
  readonly at?: number;
  readonly also?: { readonly text: string; readonly at: number };
}

const signatures: readonly Signature[] = [
  { kind: "png", text: "\x89PNG\r\n\x1a\n" },
  { kind: "jpeg", text: "\xff\xd8\xff" },
  { kind: "webp", text: "RIFF", also: { text: "WEBP", at: 8 } },
  { kind: "wav", text: "RIFF", also: { text: "WAVE", at: 8 } },
  { kind: "wav", text: "RF64", also: { text: "WAVE", at: 8 } },
  { kind: "wav", text: "BW64", also: { text: "WAVE", at: 8 } },
  { kind: "avi", text: "RIFF", also: { text: "AVI ", at: 8 } },
  { kind: "isoMedia", text: "ftyp", at: 4 },
  // QuickTime files from before `ftyp` begin with one of these boxes.
  { kind: "isoMedia", text: "moov", at: 4 },
  { kind: "isoMedia", text: "mdat", at: 4 },
  { kind: "isoMedia", text: "wide", at: 4 },
  { kind: "isoMedia", text: "free", at: 4 },
  { kind: "matroska", text: "\x1aE\xdf\xa3" },
  { kind: "pdf", text: "%PDF-" },
  { kind: "zip", text: "PK\x03\x04" },
  { kind: "zip", text: "PK\x05\x06" },
  { kind: "mp3", text: "ID3" },
];

const promises: ReadonlyMap<string, ContentKind> = new Map([
  ["png", "png"],
  ["jpg", "jpeg"],
  ["jpeg", "jpeg"],
  ["webp", "webp"],
  ["mp4", "isoMedia"],
  ["m4a", "isoMedia"],
  ["mov", "isoMedia"],
  ["heic", "isoMedia"],
  ["heif", "isoMedia"],
  ["mp3", "mp3"],
  ["wav", "wav"],
  ["avi", "avi"],
  ["mkv", "matroska"],
  ["pdf", "pdf"],
  ["docx", "zip"],
  ["zip", "zip"],
]);

/**
 * The header of an MPEG Layer III frame: eleven set bits, then a version, a bit rate and a sample rate that exist.
 * Other layers are not MP3, and one of them would look like the byte order mark of UTF-16.
 */
function beginsWithMpegAudio([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const version = (second >> 3) & 3;
  const layer = (second >> 1) & 3;
  const bitRate = third >> 4;
  const sampleRate = (third >> 2) & 3;
  return (
    first === 0xff && second >= 0xe0 && version !== 1 && layer === 1 && bitRate !== 15 && sampleRate !== 3
  );
}
