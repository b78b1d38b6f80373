import type { Disposable } from "../../shared/disposable.ts";

/** Those who want to be told of something. */
export class Listeners<T> {
  readonly #listeners = new Set<{ readonly tell: (event: T) => void }>();

  /** The same function may be added twice; each registration is disposed on its own. */
  add(tell: (event: T) => void): Disposable {
    const listener = { tell };
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  tell(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener.tell(event);
    }
  }
}
