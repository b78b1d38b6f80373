import { safeLocalName, splitName } from "../../shared/localName.ts";

/** Of deeper nesting only the last segments are kept: they are the ones that tell something. */
const deepest = 16;

/**
 * Gives the entries of one archive names that stay inside a folder and are all different, whatever the archive says:
 * `../../x`, `/etc/passwd` and `C:\x` become harmless. The same archive always gets the same names.
 */
export class EntryNames {
  readonly #taken = new Set<string>();
  #count = 0;

  /** The safe segments of the next entry's path; at least one. */
  next(name: string): readonly string[] {
    this.#count += 1;
    const segments = name
      .split(/[/\\]/)
      .filter((segment) => segment !== "" && segment !== "." && segment !== "..")
      .slice(-deepest)
      .map((segment) => safeLocalName(segment, "file"));
    const last = segments.pop() ?? "file";
    let path = [...segments, last];
    // Two entries of one name: the later one tells its place in the archive, unless that name is taken as well.
    for (let number = this.#count; this.#taken.has(comparable(path)); number += 1) {
      path = [...segments, numbered(last, number)];
    }
    this.#taken.add(comparable(path));
    return path;
  }
}

function numbered(name: string, number: number): string {
  const { stem, extension } = splitName(name);
  return `${stem} (${number})${extension}`;
}

/** Names that differ only in case are one file on some systems. */
function comparable(segments: readonly string[]): string {
  return segments.join("/").normalize("NFC").toLowerCase();
}
