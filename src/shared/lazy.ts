import { DisposableStore, type Disposable } from "./disposable.ts";

/** A part that is made when it is first asked for, and once. */
export class Lazy<T extends Disposable> implements Disposable {
  readonly #make: () => Promise<T>;
  readonly #owned = new DisposableStore();
  readonly #loaded = Promise.withResolvers<undefined>();
  #making: Promise<T> | undefined;
  #value: T | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** The part, if it has been made. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Resolves as soon as the part has been made. Does not make it. */
  get made(): Promise<T> {
    return this.#loaded.promise.then(() => this.get());
  }

  get(): Promise<T> {
    this.#making ??= this.#start();
    return this.#making;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #start(): Promise<T> {
    const value = this.#owned.add(await this.#make());
    this.#value = value;
    this.#loaded.resolve(undefined);
    return value;
  }
}
