import { safeLocalName, splitName } from "../../shared/localName.ts";

/** Of deeper nesting only the last segments are kept: they are the ones that tell something. */
const deepest = 16;

/**
 * Gives the entries of one archive names that stay inside a folder and exclude each other nowhere, whatever the archive
 * says: `../../x`, `/etc/passwd` and `C:\x` become harmless, and no file has the name of a folder. The same archive
 * always gets the same names.
 */
export class EntryNames {
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();
  /** The last number that was tried for a path: those before it are taken for good. */
  readonly #lastNumbers = new Map<string, number>();
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
    let folder: readonly string[] = [];
    for (const segment of segments) {
      folder = this.#free(folder, segment, (path) => this.#files.has(path));
      this.#folders.add(comparable(folder));
    }
    const path = this.#free(folder, last, (each) => this.#files.has(each) || this.#folders.has(each));
    this.#files.add(comparable(path));
    return path;
  }

  /** Where the name is taken the later entry tells its place in the archive, unless that name is taken as well. */
  #free(folder: readonly string[], name: string, isTaken: (path: string) => boolean): readonly string[] {
    let path = [...folder, name];
    const wanted = comparable(path);
    let number = Math.max(this.#count, this.#lastNumbers.get(wanted) ?? 0);
    for (; isTaken(comparable(path)); number += 1) {
      path = [...folder, numbered(name, number)];
      this.#lastNumbers.set(wanted, number);
    }
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
