/** What a WAV file says of its samples. Rates that follow from the others are right unless given. */
export interface WavFormat {
  readonly tag?: number;
  readonly channels?: number;
  /** Hz. */
  readonly sampleRate?: number;
  readonly bits?: number;
  readonly bytesPerBlock?: number;
  /** The format proper, where `tag` is that of WAVE_FORMAT_EXTENSIBLE. */
  readonly subformat?: number;
}

/** WAVE_FORMAT_EXTENSIBLE. */
export const extensible = 0xfffe;

/** Length in bytes of what a writer into a pipe does not know. */
export const untold = 0xffff_ffff;

export function fourBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** A chunk, padded to an even length. @param size what its header says */
export function chunk(id: string, content: Uint8Array, size: number = content.length): Buffer {
  const padding = Buffer.alloc(content.length % 2);
  return Buffer.concat([Buffer.from(id), fourBytes(size), content, padding]);
}

/** A `fmt ` chunk. */
export function formatChunk({
  tag = 1,
  channels = 1,
  sampleRate = 8000,
  bits = 16,
  bytesPerBlock = (channels * bits) / 8,
  subformat,
}: WavFormat = {}): Buffer {
  const fields = Buffer.alloc(subformat === undefined ? 16 : 40);
  fields.writeUInt16LE(tag, 0);
  fields.writeUInt16LE(channels, 2);
  fields.writeUInt32LE(sampleRate, 4);
  fields.writeUInt32LE(sampleRate * bytesPerBlock, 8);
  fields.writeUInt16LE(bytesPerBlock, 12);
  fields.writeUInt16LE(bits, 14);
  if (subformat !== undefined) {
    fields.writeUInt16LE(22, 16);
    fields.writeUInt16LE(bits, 18);
    fields.writeUInt16LE(subformat, 24);
  }
  return chunk("fmt ", fields);
}

/** A `ds64` chunk, which tells the long sizes of an RF64 or BW64 file. */
export function longSizes(dataSize: bigint): Buffer {
  const fields = Buffer.alloc(28);
  fields.writeBigUInt64LE(dataSize, 8);
  return chunk("ds64", fields);
}

/** A WAV file of these chunks. */
export function riff(chunks: readonly Uint8Array[], id = "RIFF"): Buffer {
  const content = Buffer.concat([Buffer.from("WAVE"), ...chunks]);
  return Buffer.concat([Buffer.from(id), fourBytes(content.length), content]);
}
