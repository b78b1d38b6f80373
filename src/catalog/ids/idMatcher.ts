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
export type KnownIds = ReadonlySet<string>;

export const noKnownIds: KnownIds = new Set();

/** Longer texts are read to here and no further, characters. */
export const readLimit = 4 * 1024 * 1024;

/** More links than that help nobody. */
const mostIds = 5000;

/** Characters that are looked at between two pauses. */
const stride = 128 * 1024;

/**
 * What stands between a name and its value, in JSON (also escaped once or twice, as in logs), YAML, code, URLs (also
 * encoded) and command lines. All parts are bounded, so that the time is linear in the text.
 */
const separator = String.raw`\\{0,3}["'\x60]?\]?\s{0,4}(?:=>|:=|%3D|[:=\s])\s{0,4}(?:int64\()?\\{0,3}["'\x60]?`;

/** The number ends here: no decimals, no letters. */
const idEnd = String.raw`(?!\w|\.\d)`;

/**
 * A context and the id behind it: the platform's field names, whole (`output_file_id` is one, `profile_id` is not),
 * and its scheme for files; or digits alone, which count only where they are known. The platform's ids have 14 digits and
 * more (api.md 3).
 */
const candidate = new RegExp(
  String.raw`mm_file://(?<mmFile>\d{12,19})${idEnd}` +
    String.raw`|(?:(?<![a-z0-9])|(?<=%[0-9a-f]{2}))(?<name>file|task)[_-]?id${separator}(?<value>\d{12,19})${idEnd}` +
    String.raw`|(?<![\w.])(?<bare>\d{9,19})${idEnd}`,
  "gi",
);

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

/** Finds the ids in one line, of a terminal for example. */
export function* idsIn(text: string, known: KnownIds): Generator<FoundId> {
  for (const match of text.matchAll(candidate)) {
    const { mmFile, name, value, bare } = match.groups ?? {};
    const id = mmFile ?? value ?? bare ?? "";
    if (isFileId(id) && (bare === undefined || known.has(id))) {
      const end = match.index + match[0].length;
      const kind = name?.toLowerCase() === "task" ? "task" : "file";
      yield { kind, id, start: end - id.length, end };
    }
  }
}

/** Longer than any context with its id. */
const overlap = 256;
