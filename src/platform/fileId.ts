import type { FileId } from "./fileRecord.ts";

/** Why a text gives no file id. */
export type FileIdProblem = "empty" | "noId" | "several" | "outOfRange";

/** The largest int64. */
const maximumId = 9223372036854775807n;

/** What a user can have meant to paste; a longer text is not read. */
const maximumLength = 64 * 1024;

/** An id where its context says that it is one: `mm_file://1`, `file_id=1`, `"file_id": 1`, `file_id: "1"`. */
const idInContext = /(?:mm_file:\/\/|file_?id\\{0,3}["']?\s{0,20}(?:[:=]|%3D)\s{0,20}\\{0,3}["']?)(\d+)/gi;

/** Digits alone, with the quotes, brackets and separators that come along when an id is copied out of code or prose. */
const bareId = /^[\s"'`“”‘’([{<,;:#]*(\d+)[\s"'`“”‘’)\]}>,;:.]*$/;

/** True for the decimal digits of a positive int64, as the platform writes an id. */
export function isFileId(text: string): text is FileId {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= maximumId;
}

/**
 * Reads an id as users type and paste it: bare digits (full-width ones of an input method too), with quotes or
 * separators around them, `mm_file://…`, or a text in which `file_id` names exactly one.
 */
export function parseFileId(input: string): { readonly id: FileId } | { readonly problem: FileIdProblem } {
  const text = input
    .slice(0, maximumLength)
    .normalize("NFKC")
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, "");
  if (text.trim() === "") {
    return { problem: "empty" };
  }
  const bare = bareId.exec(text);
  const found = bare === null ? [...text.matchAll(idInContext)] : [bare];
  const ids = new Set(found.map(([, digits]) => (digits ?? "").replace(/^0+(?=\d)/, "")));
  const [id] = ids;
  if (id === undefined) {
    return { problem: "noId" };
  }
  if (ids.size > 1) {
    return { problem: "several" };
  }
  return isFileId(id) ? { id } : { problem: "outOfRange" };
}
