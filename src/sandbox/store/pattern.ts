import type { Body } from "../exchange/body.ts";

const period = 65_521;
const blocks = new Map<number, Buffer>();

/**
 * Bytes `[start, end)` of an endless, repeatable noise: files of any size without room on disk. The period is
 * prime, so that a byte in the wrong place shows.
 */
export function patternBytes(seed: number, start: number, end: number): Buffer {
  const block = noiseBlock(seed);
  const bytes = Buffer.allocUnsafe(end - start);
  for (let written = 0; written < bytes.length;) {
    written += block.copy(bytes, written, (start + written) % period);
  }
  return bytes;
}

/** The same bytes as an answer's body. */
export function patternBody(seed: number, start: number, end: number): Body {
  return { length: end - start, chunks: () => chunksOf(seed, start, end) };
}

async function* chunksOf(seed: number, start: number, end: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let position = start; position < end; position += 65_536) {
    yield patternBytes(seed, position, Math.min(end, position + 65_536));
  }
}

/** One period of noise by xorshift32. */
function noiseBlock(seed: number): Buffer {
  const known = blocks.get(seed);
  if (known !== undefined) {
    return known;
  }
  const block = Buffer.allocUnsafe(period);
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  for (let index = 0; index < period; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[index] = state & 0xff;
  }
  blocks.set(seed, block);
  return block;
}
