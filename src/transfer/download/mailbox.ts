/** Hands items over from many senders to one receiver, in order. */
export class Mailbox<T> {
  #items: T[] = [];
  #wake: (() => void) | undefined;

  post(item: T): void {
    this.#items.push(item);
    this.#wake?.();
  }

  /** Waits for the next item. Only one receiver at a time. */
  async take(): Promise<T> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        return item;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  clear(): void {
    this.#items = [];
  }
}
