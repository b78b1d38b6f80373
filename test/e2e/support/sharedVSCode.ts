import type { VSCodeOptions } from "./options.ts";
import { VSCodeInstance } from "./vscodeInstance.ts";

/** Keeps the one VS Code of a Playwright worker, for as long as the tests that come want the same one. */
export class SharedVSCode {
  #current: { readonly key: string; readonly instance: VSCodeInstance } | undefined;

  /** The VS Code of this owner (a spec file or a test) with these options; a new one if it is not running. */
  async openFor(owner: string, options: VSCodeOptions): Promise<VSCodeInstance> {
    const key = JSON.stringify([owner, options]);
    if (this.#current?.key !== key) {
      await this.close();
      this.#current = { key, instance: await VSCodeInstance.open(options) };
    }
    return this.#current.instance;
  }

  async close(): Promise<void> {
    await this.#current?.instance.close();
    this.#current = undefined;
  }
}
