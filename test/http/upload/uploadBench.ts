import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPlatform } from "../../../src/platform/client.ts";
import { providers } from "../../../src/platform/providers.ts";
import { systemClock, type Clock } from "../../../src/shared/clock.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { upload } from "../../../src/transfer/upload/upload.ts";
import type { UploadJob, UploadProgress, UploadResult } from "../../../src/transfer/upload/uploadJob.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { httpOver, type Transport } from "../../support/transports.ts";

/** Time as it is, but nobody waits: the pauses between two looks at the list are not what these tests test. */
const hurriedClock: Clock = {
  now: () => Date.now(),
  sleep: (_milliseconds, signal) => {
    signal?.throwIfAborted();
    return Promise.resolve();
  },
};

export interface UploadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: UploadProgress) => void;
}

/** Real files, a real client and a real transport for one test, all undone at the end. */
export class UploadBench {
  readonly #transport: Transport;
  readonly #cleanup = new Cleanup();

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Undoes this with the rest. */
  keep<T extends { close(): Promise<void> }>(item: T): T {
    this.#cleanup.add(() => item.close());
    return item;
  }

  async folder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "minimax-files-upload-"));
    this.#cleanup.add(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  async file(content: Uint8Array, name = "data.jsonl"): Promise<string> {
    const path = join(await this.folder(), name);
    await writeFile(path, content);
    return path;
  }

  /** A file of zeros that takes no room on the disk. */
  async sparseFile(size: number): Promise<string> {
    const path = await this.file(new Uint8Array());
    const handle = await open(path, "r+");
    await handle.truncate(size);
    await handle.close();
    return path;
  }

  /** Uploads to the platform at `origin`. */
  upload(
    origin: string,
    job: Partial<UploadJob> & { readonly path: string },
    { signal = new AbortController().signal, onProgress = () => undefined }: UploadOptions = {},
    key = "sk-test",
  ): Promise<UploadResult> {
    const platform = createPlatform({
      http: this.keep(httpOver(this.#transport)),
      provider: providers.sandbox,
      origin,
      key: () => Promise.resolve(key),
      clock: systemClock,
      random: () => 0,
      log: silentLog,
    });
    return upload(
      { purpose: "retrieval", filename: "data.jsonl", ...job },
      {
        platform,
        lists: true,
        clock: hurriedClock,
        log: silentLog,
        signal,
        onProgress,
        claimed: new Set(),
        randomBytes,
      },
    );
  }

  clean(): Promise<void> {
    return this.#cleanup.run();
  }
}
