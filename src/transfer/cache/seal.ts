import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, rename, utimes, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Clock } from "../../shared/clock.ts";
import { codeOf } from "../fileError.ts";
import { patiently } from "../patiently.ts";

/** Bytes read at a time. */
const stride = 1024 * 1024;

/**
 * The file beside a content that holds its SHA-256, written once a download has ended: content without it was cut
 * off, and content that does not match was damaged since. Its time of change says when the content was last used.
 */
export function sealOf(path: string): string {
  return `${path}.seal`;
}

/** Seals a file as it is now, in one step: other windows see the old seal or the new one. */
export async function writeSeal(path: string, clock: Clock): Promise<void> {
  // Short: the longest safe name has room for 15 more bytes (`localName.ts`).
  const temporary = `${sealOf(path)}-${randomUUID().slice(0, 4)}`;
  await writeFile(temporary, await digestOf(path));
  await patiently(() => rename(temporary, sealOf(path)), clock);
}

/** Whether a file is still what was sealed. */
export async function matchesSeal(path: string): Promise<boolean> {
  try {
    return (await readFile(sealOf(path), "utf8")) === (await digestOf(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return false;
    }
    throw error;
  }
}

export async function touchSeal(path: string, when: Date): Promise<void> {
  await utimes(sealOf(path), when, when);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: stride }), hash);
  return hash.digest("hex");
}
