/**
 * Holds the beginning of a body back until there is enough of it to be judged, then lets it and everything
 * after it pass.
 */
export class Gate {
  readonly #needed: number;
  readonly #judge: (beginning: Uint8Array) => number;
  readonly #pass: (chunk: Uint8Array) => void;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #isOpen = false;

  /**
   * `judge` gets at least `needed` bytes, or the whole body if that is shorter. It throws to refuse the body;
   * otherwise it answers how many of the first bytes are not to be passed on.
   */
  constructor(needed: number, judge: (beginning: Uint8Array) => number, pass: (chunk: Uint8Array) => void) {
    this.#needed = needed;
    this.#judge = judge;
    this.#pass = pass;
  }

  push(chunk: Uint8Array): void {
    if (this.#isOpen) {
      this.#pass(chunk);
      return;
    }
    this.#held.push(new Uint8Array(chunk));
    this.#heldBytes += chunk.length;
    if (this.#heldBytes >= this.#needed) {
      this.open();
    }
  }

  /** The body has ended: what there is has to do. */
  open(): void {
    if (this.#isOpen) {
      return;
    }
    this.#isOpen = true;
    const beginning = Buffer.concat(this.#held);
    this.#held = [];
    const rest = beginning.subarray(this.#judge(beginning));
    if (rest.length > 0) {
      this.#pass(rest);
    }
  }
}
