import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { FileContents, type FileContentsParts } from "../../../../src/editor/fileSystem/fileContents.ts";
import { ContentCache } from "../../../../src/transfer/cache/contentCache.ts";
import { DownloadError } from "../../../../src/transfer/download/downloadError.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { makeTempFolder, type TempFolder } from "../../../support/folders.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const sent = vi.hoisted(() => ({
  /** Resolves once the server sends. */
  body: Promise.withResolvers<undefined>(),
  /** How downloads fail, the first one first, before one succeeds. */
  failures: [] as Error[],
}));
vi.mock("../../../../src/editor/transfers/downloadFile.ts", () => ({
  downloadFile: async (_world: unknown, _connection: unknown, { target }: { target: string }) => {
    const failure = sent.failures.shift();
    if (failure !== undefined) {
      throw failure;
    }
    await sent.body.promise;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, "abc");
    return { target, bytes: 3 };
  },
}));

const connection: Connection = { id: "c", provider: "custom", name: "Mine", origin: "https://x.example" };
const file = { connectionId: "c", fileId: "7", name: "a.txt" };
let folder: TempFolder;
let contents: FileContents;
let clock: FakeClock;

beforeEach(() => {
  sent.body = Promise.withResolvers();
  folder = makeTempFolder("contents");
  clock = new FakeClock(1000);
  const parts: Partial<FileContentsParts> = {
    store: { find: () => connection } as Partial<ConnectionStore> as ConnectionStore,
    cache: new ContentCache(folder.path, clock),
    sizeOf: () => 3,
    clock,
  };
  contents = new FileContents(parts as FileContentsParts);
  sent.failures = [];
});

afterEach(() => {
  contents.dispose();
  folder.remove();
});

function fetch(): Promise<{ readonly path: string }> {
  const terms = { limit: 10, mayPay: false };
  return contents.fetch(file, terms, new AbortController().signal, () => undefined);
}

it("a file is served from this disk once it was fetched", async () => {
  const fetched: unknown[] = [];
  contents.onDidFetch((arrived) => fetched.push(arrived));
  sent.body.resolve(undefined);
  const { path } = await fetch();
  expect(existsSync(path)).toBe(true);
  expect(await contents.cached(file)).toEqual({ path, size: 3 });
  expect(fetched).toEqual([file]);
});

it("nothing stays on this disk of a file that is deleted while it is fetched", async () => {
  const fetched: unknown[] = [];
  contents.onDidFetch((arrived) => fetched.push(arrived));
  const fetching = fetch();
  await new Promise(setImmediate);
  await contents.remove([file]);
  sent.body.resolve(undefined);
  await expect(fetching).rejects.toMatchObject({ name: "CancelledError" });
  expect(readdirSync(folder.path)).toEqual([]);
  expect(fetched).toEqual([]);
});

it("a file that is there again after its deletion, as after a reset of the sandbox, is fetched", async () => {
  sent.body.resolve(undefined);
  await fetch();
  await contents.remove([file]);
  const { path } = await fetch();
  expect(existsSync(path)).toBe(true);
});

it("a file that is deleted as soon as it is asked for leaves nothing on this disk", async () => {
  const fetching = fetch();
  const removed = contents.remove([file]);
  sent.body.resolve(undefined);
  await expect(fetching).rejects.toMatchObject({ name: "CancelledError" });
  await removed;
  expect(readdirSync(folder.path)).toEqual([]);
});

it("a file whose download somebody removes from this disk again and again is not fetched for ever", async () => {
  const failure = new DownloadError("partialFileChanged", "A virus scanner has taken it");
  sent.failures = Array.from({ length: 10 }, () => failure);
  sent.body.resolve(undefined);
  await expect(clock.passUntil(fetch())).rejects.toBe(failure);
  expect(sent.failures).toHaveLength(8);
});

it.each(["lockedElsewhere", "partialFileChanged"] as const)(
  "a file is fetched again after %s",
  async (reason) => {
    sent.failures = [new DownloadError(reason, "Not now")];
    sent.body.resolve(undefined);
    expect((await clock.passUntil(fetch())).path).toMatch(/a\.txt$/);
    expect(sent.failures).toEqual([]);
  },
);
