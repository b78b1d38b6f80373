import type { RandomAccess } from "./randomAccess.ts";

/** A part of a file, as positions in bytes. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A box of an ISO media file (ISO/IEC 14496-12, 4.2). Its extent is that of its content. */
export interface Box extends Extent {
  readonly type: string;
  /** False if it claims to go on beyond the end of what it is in; `end` is there then. */
  readonly isWhole: boolean;
}

/** The boxes side by side in a part of a file, up to what can be none. */
export async function* boxes(file: RandomAccess, within: Extent): AsyncGenerator<Box, void, undefined> {
  let position = within.start;
  while (position < within.end) {
    const header = await file.read(position, 8);
    if (header === undefined) {
      return;
    }
    const size = header.readUInt32BE();
    let start = position + 8;
    let end = size === 0 ? within.end : position + size;
    if (size === 1) {
      end = position + Number((await file.read(start, 8))?.readBigUInt64BE() ?? 0);
      start += 8;
    }
    if (end < start || within.end < start) {
      return;
    }
    const isWhole = end <= within.end;
    position = isWhole ? end : within.end;
    yield { type: header.toString("latin1", 4), start, end: position, isWhole };
  }
}

/** More bytes than any field that is looked for is away from the beginning of its box. */
const headLength = 64;

/**
 * The first bytes of the first box at the end of a path of types, each in the one before it. What is not there reads as
 * zeros, be it a field or the box.
 */
export async function headAt(
  file: RandomAccess,
  within: Extent,
  [type, ...rest]: readonly string[],
): Promise<Buffer> {
  const head = Buffer.alloc(headLength);
  if (type === undefined) {
    const { start, end } = within;
    (await file.read(start, Math.min(headLength, end - start)))?.copy(head);
    return head;
  }
  for await (const box of boxes(file, within)) {
    if (box.type === type) {
      return headAt(file, box, rest);
    }
  }
  return head;
}
