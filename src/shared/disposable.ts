/** Something that holds resources until it is told to let go. Matches VS Code's own `Disposable` in shape. */
export interface Disposable {
  dispose(): void;
}

/** Owns disposables: lets go of them together, newest first, and at once of whatever arrives too late. */
export class DisposableStore implements Disposable {
  readonly #items = new Set<Disposable>();
  #disposed = false;

  get isDisposed(): boolean {
    return this.#disposed;
  }

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) {
      item.dispose();
    } else {
      this.#items.add(item);
    }
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    const items = [...this.#items].reverse();
    this.#items.clear();
    for (const item of items) {
      item.dispose();
    }
  }
}
