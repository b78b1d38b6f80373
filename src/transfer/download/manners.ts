import type { Ask, Content } from "./answer.ts";
import type { Segment } from "./segment.ts";

/** What has been learnt of how the server behaves, and how to ask it because of that. */
export class Manners {
  /** Whether it does ranges, as far as is known. */
  hasRanges = true;
  /** Whether it understands If-Range. */
  hasIfRange = true;
  /** Whether its partial answers tell which content they are of. */
  hasProof = true;

  /** Whether an answer proves by itself that it belongs to what is on disk. */
  isProof(content: Content): boolean {
    return this.hasProof && content.validator.kind === "strong";
  }

  /** Parts of a file are fetched side by side only if each of them proves where it belongs. */
  canSplit(content: Content | undefined): boolean {
    return content !== undefined && this.hasRanges && this.isProof(content);
  }

  /** The request for a segment, and for `overlap` bytes before it that are on disk. */
  ask(
    segment: Segment,
    content: Content | undefined,
    overlap: number,
    expectedSize: number | undefined,
  ): Ask {
    return content === undefined
      ? { kind: "whole", expectedSize }
      : {
          kind: "part",
          content,
          start: segment.start - overlap,
          end: segment.end,
          conditional: this.hasIfRange && content.validator.kind === "strong",
          compared: overlap > 0,
        };
  }
}
