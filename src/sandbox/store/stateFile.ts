import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isArrayOf, isExactly, isFiniteNumber, isObject, isOptional, isString } from "../../shared/guard.ts";
import { isStoredTask, type StoredTask } from "../tasks/storedTask.ts";
import { isStoredFile, type StoredFile } from "./storedFile.ts";

/** What survives a restart. */
export interface SavedState {
  readonly version: 1;
  /** Signs download links, so that those given out before a restart still work. */
  readonly linkSecret: string;
  /** How often all links were made to expire; absent where an earlier version wrote this. */
  readonly linkSeries?: number | undefined;
  readonly files: readonly StoredFile[];
  readonly tasks: readonly StoredTask[];
}

const isSavedState = isObject<SavedState>({
  version: isExactly(1),
  linkSecret: isString,
  linkSeries: isOptional(isFiniteNumber),
  files: isArrayOf(isStoredFile),
  tasks: isArrayOf(isStoredTask),
});

const name = "sandbox.json";

/** What an earlier run has stored cannot be read; `message` names the file and the reason. */
export class UnreadableStateError extends Error {
  override readonly name = "UnreadableStateError";

  static is(error: unknown): error is UnreadableStateError {
    return error instanceof Error && error.name === "UnreadableStateError";
  }
}

/** Reads the state of an earlier run; `undefined` in a new folder. Rejects with an `UnreadableStateError`. */
export async function readState(folder: string): Promise<SavedState | undefined> {
  const path = join(folder, name);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
  const state = parsed(path, text);
  if (!isSavedState(state)) {
    throw new UnreadableStateError(`${path} is not the state of a sandbox of this version`);
  }
  return state;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableStateError(`${path} is damaged: ${String(error)}`);
  }
}

/** Writes the state atomically, one write at a time; changes made meanwhile share the next one. */
export class StateWriter {
  readonly #folder: string;
  readonly #state: () => SavedState;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(folder: string, state: () => SavedState) {
    this.#folder = folder;
    this.#state = state;
  }

  /** Resolves when everything changed before the call is on disk. */
  save(): Promise<void> {
    const start = (): Promise<void> => {
      this.#next = undefined;
      this.#running = this.#write();
      return this.#running;
    };
    this.#next ??= this.#running.then(start, start);
    return this.#next;
  }

  async #write(): Promise<void> {
    const path = join(this.#folder, name);
    const temporary = `${path}.new`;
    await writeFile(temporary, JSON.stringify(this.#state(), undefined, 1));
    await rename(temporary, path);
  }
}
