/**
 * The last step of `npm test`: neither the key nor a link's signature is in anything that the suite left behind. The
 * folders of each VS Code were searched when it was closed (`leftBehind.ts`); what lies in `out` is searched now.
 *
 * Not searched, since they hold such things rightly: the browser's local storage, which is the keyring of this VS Code,
 * Playwright's traces of failed tests, which are pictures of what a user sees, the bundle of the host tests, and the
 * report of the unit tests, whose names quote made-up signatures.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ensureFolder, outFolder, resultsFolder } from "./folders.ts";
import { findLeaks } from "./leaks.ts";
import { canaryKey, leftBehindFolder } from "./leftBehind.ts";
import type { LeftBehind } from "./leftBehind.ts";
import type { Counts } from "./results/counts.ts";

/** Places without which the search means nothing. */
const needed = ["host-vscode", "host-workspace", "e2e", "e2e-workspace", "soak", "soak-workspace"];
const notSearched = ["e2e", "host", basename(leftBehindFolder), basename(resultsFolder)];
const unitReport = "unit.json";

const notes = existsSync(leftBehindFolder)
  ? readdirSync(leftBehindFolder).map(
      (name) => JSON.parse(readFileSync(join(leftBehindFolder, name), "utf8")) as LeftBehind,
    )
  : [];
const lying = [
  ...within(outFolder).filter((path) => !notSearched.includes(basename(path))),
  ...within(resultsFolder).filter((path) => basename(path) !== unitReport),
];

const problems = [
  ...needed
    .filter((place) => !notes.some((note) => note.place === place && note.files > 0))
    .map((place) => `nothing was searched of ${place}`),
  ...[...notes.flatMap(({ leaks }) => leaks), ...findLeaks(lying, { "the API key": canaryKey })].map(
    ({ file, what }) => `${what} is in ${file}`,
  ),
];
for (const problem of problems) {
  console.error(`✗ ${problem}`);
}
const files = notes.reduce((sum, note) => sum + note.files, 0);
console.log(`Searched ${files} files of ${notes.length} closed places, and what lies in out.`);

const counts: Counts = { passed: notes.length, failed: problems.length, skipped: 0 };
writeFileSync(join(ensureFolder(resultsFolder), "leaks.json"), JSON.stringify(counts));
rmSync(leftBehindFolder, { recursive: true, force: true });
process.exitCode = problems.length === 0 ? 0 : 1;

function within(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}
