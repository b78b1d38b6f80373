import { isFileId } from "../../platform/fileId.ts";
import type { Steps } from "../../shared/steps.ts";

/** An id found in text. Offsets are in UTF-16 units, and span the id alone. */
export interface FoundId {
  readonly kind: "file" | "task";
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Ids that count without a context: those of files that the catalog knows. */
export type KnownIds = Pick<ReadonlySet<string>, "has" | "size">;

export const noKnownIds: KnownIds = new Set();

/** Longer texts are read to here and no further, characters. */
export const readLimit = 4 * 1024 * 1024;

/** More links than that help nobody. */
const mostIds = 5000;

/** Characters that are looked at between two pauses. */
const stride = 128 * 1024;

/** Longer than any context with its id. */
const overlap = 256;

/** `: string =` and the like, in TypeScript and Python. */
const annotation = String.raw`:\s{0,4}[A-Za-z]\w{0,19}\s{0,4}=`;

/**
 * What stands between a name and its value, in JSON (also escaped once or twice, as in logs), YAML, code, URLs (also
 * encoded) and command lines. All parts are bounded, so that the time is linear in the text.
 */
const separator =
  String.raw`\\{0,3}["'\x60]?\]?\s{0,4}(?:${annotation}|=>|:=|%3[Dd]|[:=\s])\s{0,4}` +
  String.raw`(?:int64\()?\\{0,3}["'\x60]?`;

/** The number ends here: no decimals, no letters but the suffix of a bigint. */
const idEnd = String.raw`(?!(?!n\b)\w|\.\d)`;

/**
 * A context and the id behind it: the platform's scheme for files, or its field names. Its ids have 14 digits and more
 * (api.md 3). Without a look behind, which would cost more than all the rest: see `isWhole`.
 */
const inContext = new RegExp(
  String.raw`(mm_file://|(?:[Ff]ile|FILE|[Tt]ask|TASK)[_-]?(?:id|Id|ID)${separator})(\d{12,19})${idEnd}`,
  "g",
);

/** Digits alone: ids only where they are known. */
const bare = new RegExp(String.raw`(?<![\w.])\d{9,19}${idEnd}`, "g");

/**
 * Finds the ids in a text: conservatively, since a link that is none is worse than none at all. A number counts only
 * behind `file_id`, `task_id` or `mm_file://`, or where it is the id of a known file. Linear in the text's length.
 */
export function* findIds(text: string, known: KnownIds): Steps<readonly FoundId[]> {
  const found: FoundId[] = [];
  const end = Math.min(text.length, readLimit);
  for (let start = 0; start < end; start += stride) {
    // A little before, for context that a cut would hide; a little behind, for an id that goes on.
    const from = Math.max(0, start - overlap);
    const slice = text.slice(from, Math.min(end, start + stride + overlap));
    for (const hit of idsIn(slice, known)) {
      const at = from + hit.start;
      if (at >= start && at < start + stride) {
        found.push({ ...hit, start: at, end: from + hit.end });
      }
      if (found.length >= mostIds) {
        return found;
      }
    }
    yield;
  }
  return found;
}

/** Finds the ids in a line or a slice of text, in their order. */
export function idsIn(text: string, known: KnownIds): readonly FoundId[] {
  const found: FoundId[] = [];
  for (const { 0: whole, 1: context = "", 2: id = "", index } of text.matchAll(inContext)) {
    if (isFileId(id) && (context.startsWith("mm_file:") || isWhole(text, index))) {
      const end = index + whole.length;
      found.push({ kind: /^task/i.test(context) ? "task" : "file", id, start: end - id.length, end });
    }
  }
  if (known.size === 0) {
    return found;
  }
  const starts = new Set(found.map(({ start }) => start));
  for (const { 0: id, index: start } of text.matchAll(bare)) {
    if (known.has(id) && !starts.has(start)) {
      found.push({ kind: "file", id, start, end: start + id.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Whether the name at `index` is a word of its own, or of several: `output_file_id` and `outputFileId` are, and one
 * behind a percent-encoded character; `profile_id` is not.
 */
function isWhole(text: string, index: number): boolean {
  return (
    !/[A-Z0-9]/i.test(text.charAt(index - 1)) ||
    /^%[0-9A-F]{2}$/i.test(text.slice(Math.max(0, index - 3), index)) ||
    /^[a-z0-9][FT][a-z]/.test(text.slice(index - 1, index + 2))
  );
}
