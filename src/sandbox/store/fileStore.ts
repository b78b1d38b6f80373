import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Body } from "../exchange/body.ts";
import { fileBody } from "../exchange/body.ts";
import { patternBody } from "./pattern.ts";
import type { StoredFile } from "./storedFile.ts";
import { isAlive } from "./storedFile.ts";

/** The files: an index in memory, their bytes on disk. Whoever changes it saves the state. */
export class FileStore {
  readonly #blobs: string;
  readonly #incoming: string;
  readonly #files = new Map<string, StoredFile>();

  private constructor(folder: string) {
    this.#blobs = join(folder, "blobs");
    this.#incoming = join(folder, "incoming");
  }

  static async open(folder: string, files: readonly StoredFile[]): Promise<FileStore> {
    const store = new FileStore(folder);
    await mkdir(store.#blobs, { recursive: true });
    // What an earlier run was still receiving is of no use to anyone.
    await rm(store.#incoming, { recursive: true, force: true });
    await mkdir(store.#incoming, { recursive: true });
    store.addKnown(files);
    return store;
  }

  /** Every file, dead ones included, in the order in which they came. */
  get all(): readonly StoredFile[] {
    return [...this.#files.values()];
  }

  /** Bytes that count against the quota. */
  get usedBytes(): number {
    return this.all.reduce((sum, file) => sum + file.size, 0);
  }

  /** `now`: Unix seconds. */
  get(id: string, now: number): StoredFile | undefined {
    const file = this.#files.get(id);
    return file !== undefined && isAlive(file, now) ? file : undefined;
  }

  /** Adds files whose bytes are there already, or computed. */
  addKnown(files: readonly StoredFile[]): void {
    for (const file of files) {
      this.#files.set(file.id, file);
    }
  }

  async addBytes(file: Omit<StoredFile, "content" | "size">, bytes: Uint8Array): Promise<StoredFile> {
    await writeFile(this.#blobPath(file.id), bytes);
    const md5 = createHash("md5").update(bytes).digest("hex");
    const stored: StoredFile = { ...file, size: bytes.length, content: { kind: "blob", md5 } };
    this.#files.set(file.id, stored);
    return stored;
  }

  /** A path for bytes that are still coming in; see `adopt`. */
  incomingPath(): string {
    return join(this.#incoming, randomUUID());
  }

  /** Takes a received file over. */
  async adopt(file: StoredFile, incoming: string): Promise<void> {
    await rename(incoming, this.#blobPath(file.id));
    this.#files.set(file.id, file);
  }

  async remove(id: string): Promise<void> {
    this.#files.delete(id);
    await rm(this.#blobPath(id), { force: true });
  }

  async clear(): Promise<void> {
    this.#files.clear();
    await rm(this.#blobs, { recursive: true, force: true });
    await mkdir(this.#blobs, { recursive: true });
  }

  /** The bytes `[start, end)` of a file. */
  read(file: StoredFile, start = 0, end = file.size): Body {
    return file.content.kind === "pattern"
      ? patternBody(file.content.seed, start, end)
      : fileBody(this.#blobPath(file.id), start, end);
  }

  #blobPath(id: string): string {
    return join(this.#blobs, id);
  }
}
