import { headerLength, longestFrame, mpegFrameAt } from "./mpegFrame.ts";
import { windowSize, type RandomAccess } from "./randomAccess.ts";

/** ID3 tags before the sound. What follows these is passed over too, but as noise. */
const mostTags = 8;
const tagHeaderLength = 10;
const hasFooter = 0x10;

/** How much of a file has to be frames: in one that is no MP3, a few may turn up by chance. */
const leastShare = 0.1;

/** What the first frame may hold in place of sound, and where: after its header and its empty side information. */
const indexNames = ["Xing", "Info", "VBRI"];
const indexOffsets = [4 + 9, 4 + 17, 4 + 32];

/**
 * The length in seconds of an MP3, or of MPEG audio of another layer; `undefined` if it cannot be told. Its frames are
 * counted, all of them: what its first one may say of their number is wrong once a file was cut or joined to another,
 * and its size tells nothing where the bit rate varies. The silence with which encoders fill frames up counts too.
 */
export async function mp3Duration(file: RandomAccess): Promise<number | undefined> {
  const start = await skipTags(file);
  const frames = new FrameCount();
  let position = start;
  while (position < file.size) {
    const block = await file.read(position, Math.min(windowSize, file.size - position));
    if (block === undefined) {
      return undefined;
    }
    const isLast = position + block.length === file.size;
    // A frame that begins before this is in the block as a whole, with the header after it.
    const end = isLast ? block.length : block.length - longestFrame - headerLength;
    position += frames.count(block, end);
  }
  return frames.bytes >= leastShare * (file.size - start) && frames.seconds > 0 ? frames.seconds : undefined;
}

/** Where the ID3v2 tags at the beginning end, after which the first frame is looked for. */
async function skipTags(file: RandomAccess): Promise<number> {
  let position = 0;
  for (let tag = 0; tag < mostTags; tag++) {
    const header = await file.read(position, tagHeaderLength);
    if (header?.toString("latin1", 0, 3) !== "ID3") {
      break;
    }
    const [flags = 0, ...size] = header.subarray(5);
    // Seven bits of each byte, so that no tag looks like a frame.
    position += tagHeaderLength + size.reduce((total, byte) => total * 128 + (byte & 0x7f), 0);
    position += flags & hasFooter ? tagHeaderLength : 0;
  }
  return position;
}

/** Counts frames, block by block. */
class FrameCount {
  /** Bytes in frames. */
  bytes = 0;
  seconds = 0;
  /** Of the frame that ends where the next one is expected. */
  #kind: number | undefined;

  /** Counts the frames of a block that begin before `end`; gives how far it got. */
  count(block: Buffer, end: number): number {
    let offset = 0;
    while (offset < end) {
      const frame = mpegFrameAt(block, offset);
      // Two headers in a row that agree: a single one is too often no header at all.
      const isFrame =
        frame !== undefined &&
        (frame.kind === this.#kind || frame.kind === mpegFrameAt(block, offset + frame.length)?.kind);
      if (!isFrame) {
        this.#kind = undefined;
        const next = block.indexOf(0xff, offset + 1);
        offset = next === -1 ? end : next;
      } else if (offset + frame.length > block.length) {
        // The file was cut in its last frame.
        return block.length;
      } else {
        this.seconds += this.bytes === 0 && holdsIndex(block, offset) ? 0 : frame.seconds;
        this.bytes += frame.length;
        this.#kind = frame.kind;
        offset += frame.length;
      }
    }
    return offset;
  }
}

function holdsIndex(block: Buffer, frame: number): boolean {
  return indexOffsets.some((offset) =>
    indexNames.includes(block.toString("latin1", frame + offset, frame + offset + 4)),
  );
}
