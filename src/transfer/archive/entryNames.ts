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
    const unique = this.#taken.has(comparable([...segments, last])) ? this.#numbered(last) : last;
    this.#taken.add(comparable([...segments, unique]));
    return [...segments, unique];
  }

  /** Two entries of one name: the later one tells its place in the archive. */
  #numbered(name: string): string {
    const { stem, extension } = splitName(name);
    return `${stem} (${this.#count})${extension}`;
  }
}

/** Names that differ only in case are one file on some systems. */
function comparable(segments: readonly string[]): string {
  return segments.join("/").normalize("NFC").toLowerCase();
}
