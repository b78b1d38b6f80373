import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "./folders.ts";

/** Texts that are no answers of the platform, and in which long numbers, or almost the right words, are common. */
export const hardTexts: Readonly<Record<string, () => string>> = {
  "one line of digits": () => "7".repeat(4 * 1024 * 1024),
  "a csv of big numbers": () =>
    lines(40_000, (row) => `${361_721_749_176_000 + row},${row * 7919},2026-11-23T09:00:00Z,${row}.${row}`),
  "a log": () =>
    lines(
      40_000,
      (row) => `2026-11-23T09:00:00.${row}Z pid=${row} request_id=${361_721_749_176_000 + row} file=a.ts`,
    ),
  "almost contexts": () =>
    lines(40_000, (row) => `profile_id=${361_721_749_176_000 + row} file_id file_id:"`),
  SQL: () => lines(20_000, (row) => `INSERT INTO files (file_id, user_id) VALUES (${row}, ${1e15 + row});`),
};

/** A text file that came with a package. */
export interface InstalledFile {
  readonly path: string;
  readonly text: string;
}

/** Not the client of this very platform, whose documentation is full of its ids. */
const ours = "node_modules/mmx-cli/";

/**
 * The text files of installed packages, and the lock file.
 *
 * @param packages a glob of their names; all by default, which takes its time
 */
export function installedFiles(packages = "**"): readonly InstalledFile[] {
  const endings = "{js,mjs,cjs,ts,mts,json,md,map,css,html,yml,yaml,txt,toml,sh,log}";
  const paths = globSync(`node_modules/${packages}/**/*.${endings}`, { cwd: rootFolder })
    .filter((path) => !path.startsWith(ours) && statSync(join(rootFolder, path)).isFile())
    .sort();
  return ["package-lock.json", ...paths].map((path) => ({
    path,
    text: readFileSync(join(rootFolder, path), "utf8"),
  }));
}

function lines(count: number, line: (row: number) => string): string {
  return Array.from({ length: count }, (_, row) => line(row)).join("\n");
}
