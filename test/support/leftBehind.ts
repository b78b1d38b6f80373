import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureFolder, outFolder } from "./folders.ts";
import { findLeaks } from "./leaks.ts";
import type { Leak } from "./leaks.ts";

/** The key of every sandbox that a real VS Code talks to in tests: found anywhere, it has leaked. */
export const canaryKey = "sk-api-canary-8c1f5e0b7a42";

/** Where {@link searchLeftBehind} keeps its notes for `checkLeaks.ts`. */
export const leftBehindFolder = join(outFolder, "left-behind");

/** What was searched at one place, before it was removed. */
export interface LeftBehind {
  readonly place: string;
  readonly files: number;
  readonly leaks: readonly Leak[];
}

/**
 * Searches what a VS Code or a test leaves on disk for the canary key and for the signature of any link, just before it
 * is removed. What is found is noted; `npm test` fails of it at its end.
 */
export function searchLeftBehind(place: string, folders: readonly string[]): void {
  const there = folders.filter((folder) => existsSync(folder));
  const note: LeftBehind = {
    place,
    files: there.reduce((sum, folder) => sum + countFiles(folder), 0),
    leaks: findLeaks(there, { "the API key": canaryKey }),
  };
  writeFileSync(join(ensureFolder(leftBehindFolder), `${place}-${randomUUID()}.json`), JSON.stringify(note));
}

function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}
