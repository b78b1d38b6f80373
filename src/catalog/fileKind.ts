/** What a file is, judged by the extension of its name: the platform tells no type (api.md 2). */
export const fileKinds = [
  "video",
  "audio",
  "image",
  "text",
  "json",
  "table",
  "document",
  "archive",
  "other",
] as const;
export type FileKind = (typeof fileKinds)[number];

/** How VS Code's own editors show a file of a type. */
export type EditorSupport =
  /** A text document. */
  | "text"
  /** Played or drawn by the built-in media preview. */
  | "preview"
  /** Played, but silently where the sound is AAC, as in generated mp4 (anchors.md B 17). */
  | "previewMaySilence"
  /** Not shown: hand it to another program, or extract it. */
  | "none";

/** The guess for one extension. */
export interface FileType {
  readonly kind: FileKind;
  readonly mimeType: string;
  readonly editor: EditorSupport;
}

const unknownType: FileType = { kind: "other", mimeType: "application/octet-stream", editor: "none" };

const types: ReadonlyMap<string, FileType> = new Map(
  Object.entries({
    mp4: type("video", "video/mp4", "previewMaySilence"),
    m4v: type("video", "video/mp4", "none"),
    webm: type("video", "video/webm", "preview"),
    mov: type("video", "video/quicktime", "none"),
    avi: type("video", "video/x-msvideo", "none"),
    mkv: type("video", "video/x-matroska", "none"),
    mp3: type("audio", "audio/mpeg", "preview"),
    wav: type("audio", "audio/wav", "preview"),
    ogg: type("audio", "audio/ogg", "preview"),
    oga: type("audio", "audio/ogg", "preview"),
    opus: type("audio", "audio/ogg", "none"),
    flac: type("audio", "audio/flac", "none"),
    m4a: type("audio", "audio/mp4", "none"),
    aac: type("audio", "audio/aac", "none"),
    pcm: type("audio", "audio/L16", "none"),
    png: type("image", "image/png", "preview"),
    jpg: type("image", "image/jpeg", "preview"),
    jpeg: type("image", "image/jpeg", "preview"),
    gif: type("image", "image/gif", "preview"),
    webp: type("image", "image/webp", "preview"),
    avif: type("image", "image/avif", "preview"),
    bmp: type("image", "image/bmp", "preview"),
    ico: type("image", "image/x-icon", "preview"),
    svg: type("image", "image/svg+xml", "preview"),
    heic: type("image", "image/heic", "none"),
    heif: type("image", "image/heif", "none"),
    txt: type("text", "text/plain", "text"),
    md: type("text", "text/markdown", "text"),
    log: type("text", "text/plain", "text"),
    srt: type("text", "application/x-subrip", "text"),
    vtt: type("text", "text/vtt", "text"),
    xml: type("text", "application/xml", "text"),
    html: type("text", "text/html", "text"),
    yaml: type("text", "application/yaml", "text"),
    yml: type("text", "application/yaml", "text"),
    json: type("json", "application/json", "text"),
    jsonl: type("json", "application/jsonl", "text"),
    ndjson: type("json", "application/x-ndjson", "text"),
    csv: type("table", "text/csv", "text"),
    tsv: type("table", "text/tab-separated-values", "text"),
    pdf: type("document", "application/pdf", "none"),
    doc: type("document", "application/msword", "none"),
    docx: type("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "none"),
    tar: type("archive", "application/x-tar", "none"),
    zip: type("archive", "application/zip", "none"),
    gz: type("archive", "application/gzip", "none"),
    tgz: type("archive", "application/gzip", "none"),
    "7z": type("archive", "application/x-7z-compressed", "none"),
  }),
);

function type(kind: FileKind, mimeType: string, editor: EditorSupport): FileType {
  return { kind, mimeType, editor };
}

/** The part after the last dot, in lower case; "" where there is none or the name is only an extension. */
export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf(".");
  return dot <= 0 ? "" : filename.slice(dot + 1).toLowerCase();
}

/** Whether something is known of files with the extension, given in lower case without its dot. */
export function isKnownExtension(extension: string): boolean {
  return types.has(extension);
}

/** The type that a name suggests. Only a guess: the name was chosen by whoever made the file. */
export function fileTypeOf(filename: string): FileType {
  return types.get(extensionOf(filename)) ?? unknownType;
}

/** The kinds by which files are grouped and pictured: json and tables count as text. */
export type BroadKind = Exclude<FileKind, "json" | "table">;

/** In the order in which groups are shown. */
export const broadKinds: readonly BroadKind[] = [
  "video",
  "audio",
  "image",
  "text",
  "document",
  "archive",
  "other",
];

export function broadKindOf(filename: string): BroadKind {
  const { kind } = fileTypeOf(filename);
  return kind === "json" || kind === "table" ? "text" : kind;
}
