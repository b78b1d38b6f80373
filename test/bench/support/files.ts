import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";

const piece = 4 * 1024 * 1024;

/** Makes a file of random bytes. Resolves with its SHA-256. */
export async function makeRandomFile(path: string, size: number, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "w");
  try {
    for (let written = 0; written < size; written += piece) {
      signal.throwIfAborted();
      const bytes = randomBytes(Math.min(piece, size - written));
      hash.update(bytes);
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: piece })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
