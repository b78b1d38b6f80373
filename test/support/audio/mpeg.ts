/** The second byte of a header: sync, version and layer, without a check sum. */
export const mpeg1Layer3 = 0xfb;
export const mpeg2Layer3 = 0xf3;
export const mpeg25Layer3 = 0xe3;

/** A header's third byte: the indexes of bit rate and sample rate, and whether the frame is padded. */
export function rates(bitRate: number, sampleRate: number, isPadded = false): number {
  return (bitRate << 4) | (sampleRate << 2) | (isPadded ? 2 : 0);
}

/** A frame with this header and nothing in it but, if given, `content` after its 4 bytes. */
export function mpegFrame(second: number, third: number, length: number, content?: Uint8Array): Buffer {
  const frame = Buffer.alloc(length);
  frame.set([0xff, second, third, 0xc0]);
  frame.set(content ?? [], 4);
  return frame;
}

/** A frame of 128 kbit/s at 44.1 kHz, mono: 417 bytes, 1152 samples. */
export const frame128 = mpegFrame(mpeg1Layer3, rates(9, 0), 417);

/** One of 64 kbit/s: 208 bytes. */
export const frame64 = mpegFrame(mpeg1Layer3, rates(5, 0), 208);

/** Seconds in each of them. */
export const frameSeconds = 1152 / 44_100;

export function frames(count: number, frame: Buffer = frame128): Buffer {
  return Buffer.concat(Array<Buffer>(count).fill(frame));
}

/** The first frame of an encoder that tells how many follow. */
export function indexFrame(name: "Xing" | "Info" | "VBRI", count: number, bytes: number): Buffer {
  const content = Buffer.alloc(32 + 26);
  if (name === "VBRI") {
    content.write(name, 32);
    content.writeUInt16BE(1, 36);
    content.writeUInt32BE(bytes, 42);
    content.writeUInt32BE(count, 46);
  } else {
    // Behind the side information of a mono frame: flags, frames, bytes.
    content.write(name, 17);
    content.writeUInt32BE(3, 21);
    content.writeUInt32BE(count, 25);
    content.writeUInt32BE(bytes, 29);
  }
  return mpegFrame(mpeg1Layer3, rates(9, 0), 417, content);
}

/** An ID3v2 tag with `length` bytes of content, which could be frames by their looks. */
export function id3Tag(length: number, { footer = false } = {}): Buffer {
  const header = (name: string): Buffer =>
    Buffer.from([
      ...Buffer.from(name),
      4,
      0,
      footer ? 0x10 : 0,
      (length >> 21) & 0x7f,
      (length >> 14) & 0x7f,
      (length >> 7) & 0x7f,
      length & 0x7f,
    ]);
  const content = frames(Math.ceil(length / frame128.length)).subarray(0, length);
  return Buffer.concat([header("ID3"), content, ...(footer ? [header("3DI")] : [])]);
}
