import { open } from "node:fs/promises";

/** The bytes of an answer, produced as fast as the client takes them. */
export interface Body {
  /** Bytes; `undefined` where it is not known beforehand, which makes the answer chunked. */
  readonly length: number | undefined;
  /** Yields the bytes once, in chunks of any size. */
  chunks(): AsyncIterable<Uint8Array>;
}

export const emptyBody: Body = bytesBody(new Uint8Array(0));

export function bytesBody(bytes: Uint8Array): Body {
  return { length: bytes.length, chunks: () => once(bytes) };
}

export function textBody(text: string): Body {
  return bytesBody(Buffer.from(text, "utf8"));
}

/** The bytes `[start, end)` of a file on disk, read 64 KiB at a time. */
export function fileBody(path: string, start: number, end: number): Body {
  return { length: end - start, chunks: () => readSlice(path, start, end) };
}

/** Changes the bytes on their way without changing their number. */
export function mapBody(body: Body, map: (chunk: Uint8Array) => Uint8Array): Body {
  return {
    length: body.length,
    async *chunks() {
      for await (const chunk of body.chunks()) {
        yield map(chunk);
      }
    },
  };
}

/** Collects a body; only for bodies that are known to be small. */
export async function collect(body: Body): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of body.chunks()) {
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  if (bytes.length > 0) {
    yield bytes;
  }
}

async function* readSlice(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  const handle = await open(path, "r");
  try {
    for (let position = start; position < end;) {
      const length = Math.min(65_536, end - position);
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
      if (bytesRead === 0) {
        throw new Error("The sandbox's copy of the file is shorter than its index says");
      }
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
