import type { Ask, Content } from "./answer.ts";
import type { Segment } from "./segment.ts";

/**
 * - `noRanges`: the server does not do ranges, or does them wrongly.
 * - `noIfRange`: it sends everything whenever there is an If-Range.
 * - `noProof`: its partial answers do not tell which content they are of.
 */
export type Quirk = "noRanges" | "noIfRange" | "noProof";

/** What has been learnt of how the server behaves, and how to ask it because of that. */
export class Manners {
  readonly #quirks = new Set<Quirk>();

  learn(quirk: Quirk): void {
    this.#quirks.add(quirk);
  }

  /** Whether an answer proves by itself that it belongs to what is on disk. */
  isProof(content: Content): boolean {
    return content.validator.kind === "strong" && !this.#quirks.has("noProof");
  }

  /** Parts of a file are fetched side by side only if each of them proves where it belongs. */
  canSplit(content: Content | undefined): boolean {
    return content !== undefined && !this.#quirks.has("noRanges") && this.isProof(content);
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
          conditional: content.validator.kind === "strong" && !this.#quirks.has("noIfRange"),
          compared: overlap > 0,
        };
  }
}
