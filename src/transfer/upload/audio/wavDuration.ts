import type { RandomAccess } from "./randomAccess.ts";

/** PCM, IEEE float, A-law and µ-law: a block is one sample of every channel, so that bytes tell samples. */
const uncompressed: readonly number[] = [0x0001, 0x0003, 0x0006, 0x0007];

/** WAVE_FORMAT_EXTENSIBLE: the format itself is further on in a longer `fmt ` chunk. */
const extensible = 0xfffe;
const extensibleLength = 26;

/** Stands for a number that is told elsewhere, or was not known when it was written. */
const untold = 0xffff_ffff;

interface Format {
  readonly isUncompressed: boolean;
  /** Hz. */
  readonly sampleRate: number;
  readonly bytesPerBlock: number;
}

interface Chunk {
  readonly id: string;
  /** Where its content begins. */
  readonly start: number;
  /** Bytes of content, as its header says. */
  readonly size: number;
}

/**
 * The length in seconds of a WAV file (RIFF, RF64 or BW64), by the samples that it really holds; `undefined` if it
 * cannot be told. Who writes into a pipe cannot tell the size: one of 0, or beyond the end of the file, means all the
 * rest.
 */
export async function wavDuration(file: RandomAccess): Promise<number | undefined> {
  let format: Format | undefined;
  let samples = untold;
  let longSize = 0;
  let data: { readonly bytes: number; readonly isWhole: boolean } | undefined;
  for await (const { id, start, size } of chunks(file)) {
    if (id === "fmt ") {
      format = await readFormat(file, start, size);
    } else if (id === "fact") {
      samples = (await file.read(start, 4))?.readUInt32LE() ?? untold;
    } else if (id === "ds64") {
      longSize = Number((await file.read(start + 8, 8))?.readBigUInt64LE() ?? 0);
    } else if (id === "data") {
      const told = size === untold ? longSize : size;
      const isWhole = told > 0 && start + told <= file.size;
      data = { bytes: isWhole ? told : file.size - start, isWhole };
      if (!isWhole) {
        break;
      }
    }
  }
  if (format === undefined || format.sampleRate === 0 || data === undefined) {
    return undefined;
  }
  const { isUncompressed, sampleRate, bytesPerBlock } = format;
  if (isUncompressed) {
    return bytesPerBlock === 0 ? undefined : data.bytes / bytesPerBlock / sampleRate;
  }
  // Compressed samples have no size, and what headers say of bytes in a second is an average at best.
  return data.isWhole && samples !== untold && samples > 0 ? samples / sampleRate : undefined;
}

/** The chunks of a RIFF file, whatever size it claims to have itself. Each begins at an even place. */
async function* chunks(file: RandomAccess): AsyncGenerator<Chunk, void, undefined> {
  let position = "RIFF____WAVE".length;
  let header = await file.read(position, 8);
  while (header !== undefined) {
    const size = header.readUInt32LE(4);
    yield { id: header.toString("latin1", 0, 4), start: position + 8, size };
    position += 8 + size + (size % 2);
    header = await file.read(position, 8);
  }
}

async function readFormat(file: RandomAccess, start: number, size: number): Promise<Format | undefined> {
  const fields = await file.read(start, size < extensibleLength ? 16 : extensibleLength);
  if (fields === undefined) {
    return undefined;
  }
  const tag = fields.readUInt16LE();
  const isExtensible = tag === extensible && fields.length === extensibleLength;
  return {
    isUncompressed: uncompressed.includes(isExtensible ? fields.readUInt16LE(24) : tag),
    sampleRate: fields.readUInt32LE(4),
    bytesPerBlock: fields.readUInt16LE(12),
  };
}
