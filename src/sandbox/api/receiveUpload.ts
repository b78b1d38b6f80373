import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Part } from "./multipart.ts";
import { readParts } from "./multipart.ts";

/** A file part, on disk under `path` unless it was too large to keep. */
export interface ReceivedFile {
  readonly filename: string;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly md5: string;
  /** UTF-8 characters of a text, 0 for anything else. */
  readonly characters: number;
}

export interface ReceivedUpload {
  /** The multipart field, `undefined` if it was not there. */
  readonly purpose: string | undefined;
  readonly file: ReceivedFile | undefined;
}

const longestField = 4096;

/** Takes the parts of an upload in any order; writes the file to `path`, at most `limit` bytes of it. */
export async function receiveUpload(
  body: AsyncIterable<Uint8Array>,
  boundary: string,
  { path, limit }: { readonly path: string; readonly limit: number },
): Promise<ReceivedUpload> {
  let purpose: string | undefined;
  let file: ReceivedFile | undefined;
  for await (const part of readParts(body, boundary)) {
    if (part.name === "purpose") {
      purpose = await readField(part);
    } else if (part.name === "file" && part.filename !== undefined && file === undefined) {
      file = await receiveFile(part, part.filename, path, limit);
    }
  }
  return { purpose, file };
}

async function readField(part: Part): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of part.chunks) {
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8", 0, longestField).trim();
}

async function receiveFile(part: Part, filename: string, path: string, limit: number): Promise<ReceivedFile> {
  const hash = createHash("md5");
  const handle = await open(path, "wx");
  const isText = filename.toLowerCase().endsWith(".txt");
  let size = 0;
  let characters = 0;
  try {
    for await (const chunk of part.chunks) {
      size += chunk.length;
      if (size <= limit) {
        hash.update(chunk);
        characters += isText ? countCharacters(chunk) : 0;
        await handle.write(chunk);
      }
    }
  } finally {
    await handle.close();
  }
  return { filename, path, size, md5: hash.digest("hex"), characters };
}

/** Counts the bytes that begin a UTF-8 character. */
function countCharacters(chunk: Uint8Array): number {
  let count = 0;
  for (const byte of chunk) {
    if ((byte & 0xc0) !== 0x80) {
      count++;
    }
  }
  return count;
}
