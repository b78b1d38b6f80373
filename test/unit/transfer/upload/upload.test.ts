import { randomBytes } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { NetworkError } from "../../../../src/http/http.ts";
import type { FileRecord } from "../../../../src/platform/fileRecord.ts";
import type { Platform, UploadRequest } from "../../../../src/platform/platform.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import { CancelledError } from "../../../../src/shared/cancellation.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { upload } from "../../../../src/transfer/upload/upload.ts";
import type {
  UploadDeps,
  UploadJob,
  UploadProgress,
  UploadResult,
} from "../../../../src/transfer/upload/uploadJob.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { makeScratch, type Scratch } from "./support.ts";

let scratch: Scratch;
let path: string;
beforeAll(async () => {
  scratch = await makeScratch();
  path = await scratch.put("notes.jsonl", randomBytes(1000));
});
afterAll(() => scratch.remove());

const lostAnswer = new NetworkError("reset", "host", { sent: true });

/** A platform in memory: `answer` decides what an upload comes to once its body is there. */
class FakePlatform implements Pick<Platform, "list" | "upload"> {
  files: FileRecord[] = [];
  uploads = 0;
  lists = 0;
  /** What to do instead of answering a list call, by its number from 1. */
  onList: (call: number) => void = () => undefined;
  answer: () => Promise<FileRecord> | FileRecord = () => this.keep("100");

  list(): Promise<readonly FileRecord[]> {
    this.lists += 1;
    this.onList(this.lists);
    return Promise.resolve([...this.files]);
  }

  async upload({ body }: UploadRequest, { signal }: { signal?: AbortSignal } = {}): Promise<FileRecord> {
    this.uploads += 1;
    let received = 0;
    for await (const chunk of body.chunks()) {
      signal?.throwIfAborted();
      received += chunk.length;
    }
    expect(received).toBe(body.length);
    return this.answer();
  }

  keep(id: string, changes: Partial<FileRecord> = {}): FileRecord {
    const file: FileRecord = {
      id,
      filename: "notes.jsonl",
      purpose: "retrieval",
      size: 1000,
      createdAt: 1_700_000_000,
      extra: {},
      ...changes,
    };
    this.files.push(file);
    return file;
  }
}

class Bench {
  readonly platform = new FakePlatform();
  readonly clock = new FakeClock();
  readonly progress: UploadProgress[] = [];
  readonly control = new AbortController();
  readonly claimed = new Set<string>();
  lists = true;

  get phases(): string[] {
    return this.progress.map(({ phase }) => phase);
  }

  /** Runs an upload to its end, letting as much time pass as it wants. */
  run(changes: Partial<UploadJob> = {}): Promise<UploadResult> {
    const deps: UploadDeps = {
      platform: this.platform,
      lists: this.lists,
      clock: this.clock,
      log: silentLog,
      signal: this.control.signal,
      onProgress: (progress) => this.progress.push(progress),
      claimed: this.claimed,
      randomBytes,
    };
    const job = { path, purpose: "retrieval", filename: "notes.jsonl", ...changes };
    return this.clock.passUntil(upload(job, deps));
  }
}

test("a file is checked, sent and answered, and progress tells each step", async () => {
  const bench = new Bench();
  const { file, resolvedByList, warnings } = await bench.run();
  expect([file.id, resolvedByList, warnings]).toEqual(["100", false, []]);
  expect(bench.progress).toEqual([
    { phase: "checking", sent: 0, total: undefined },
    { phase: "sending", sent: 0, total: 1000 },
    { phase: "waitingForAnswer", sent: 1000, total: 1000 },
  ]);
  expect(bench.claimed).toEqual(new Set(["100"]));
});

describe("nothing is sent", () => {
  test("when the checks object", async () => {
    const bench = new Bench();
    await expect(bench.run({ purpose: "voice_clone" })).rejects.toMatchObject({
      name: "UploadError",
      reason: "refused",
      problems: [{ kind: "wrongFormat", allowed: ["mp3", "m4a", "wav"] }],
    });
    expect(bench.platform.uploads).toBe(0);
  });

  test("when the account is full", async () => {
    const bench = new Bench();
    bench.platform.keep("1", { filename: "huge", size: 100 * 1024 ** 3 });
    await expect(bench.run()).rejects.toMatchObject({ problems: [{ kind: "quotaExceeded" }] });
    expect(bench.platform.uploads).toBe(0);
  });

  test.each([
    ["the key is refused", new PlatformError("unauthorized", "no", { status: 200, retryable: false })],
    ["the network is down", new NetworkError("unreachable", "host", { sent: false })],
  ])("when %s", async (_name, failure) => {
    const bench = new Bench();
    bench.platform.onList = () => {
      throw failure;
    };
    await expect(bench.run()).rejects.toBe(failure);
    expect(bench.platform.uploads).toBe(0);
  });

  test("when it is cancelled before", async () => {
    const bench = new Bench();
    bench.control.abort(new CancelledError());
    await expect(bench.run()).rejects.toBeInstanceOf(CancelledError);
    expect([bench.platform.lists, bench.platform.uploads]).toEqual([0, 0]);
  });
});

test("a file that is there already is sent, with a warning that names it", async () => {
  const bench = new Bench();
  bench.platform.keep("7");
  const { warnings } = await bench.run();
  expect(warnings).toEqual([{ severity: "warning", kind: "alreadyThere", ids: ["7"] }]);
});

test("a platform without a list is not asked for one", async () => {
  const bench = new Bench();
  bench.lists = false;
  expect((await bench.run()).file.id).toBe("100");
  expect(bench.platform.lists).toBe(0);
});

test("a list that fails for reasons of its own does not keep the file here", async () => {
  const bench = new Bench();
  bench.platform.onList = () => {
    throw new PlatformError("notOffered", "no list", { status: 404, retryable: false });
  };
  expect((await bench.run()).file.id).toBe("100");
});

describe("an end that leaves open whether the file arrived", () => {
  test.each([
    ["a reset", lostAnswer],
    ["a timeout", new NetworkError("timeout", "host", { sent: true })],
    ["a server fault", new PlatformError("serverFault", "1013", { status: 200, retryable: true })],
    [
      "a page of a load balancer",
      new PlatformError("notThePlatform", "504", { status: 504, retryable: true }),
    ],
  ])("is a success if the list shows the file (%s)", async (_name, failure) => {
    const bench = new Bench();
    bench.platform.keep("7");
    bench.platform.answer = () => {
      bench.platform.keep("200");
      throw failure;
    };
    const { file, resolvedByList } = await bench.run();
    expect([file.id, resolvedByList]).toEqual(["200", true]);
    expect(bench.platform.uploads).toBe(1);
    expect(bench.phases.at(-1)).toBe("resolving");
    expect(bench.claimed).toEqual(new Set(["200"]));
  });

  test("is found in the list also where this machine's clock is hours ahead of the platform's", async () => {
    const bench = new Bench();
    bench.platform.keep("7", { createdAt: 1_699_980_000 });
    bench.platform.answer = () => {
      bench.platform.keep("200", { createdAt: 1_699_990_000 });
      throw lostAnswer;
    };
    expect((await bench.run()).file.id).toBe("200");
  });

  test("is looked up again when the list shows the file late, or fails in between", async () => {
    const bench = new Bench();
    bench.platform.answer = () => {
      throw lostAnswer;
    };
    bench.platform.onList = (call) => {
      if (call === 3) {
        throw new NetworkError("timeout", "host");
      }
      if (call === 4) {
        bench.platform.keep("200");
      }
    };
    expect((await bench.run()).file.id).toBe("200");
    expect([bench.platform.lists, bench.platform.uploads]).toEqual([4, 1]);
  });

  test("is told as unknown if the list does not show the file, and the file is not sent again", async () => {
    const bench = new Bench();
    bench.platform.keep("7");
    bench.platform.answer = () => {
      throw lostAnswer;
    };
    await expect(bench.run()).rejects.toMatchObject({
      name: "UploadError",
      reason: "outcomeUnknown",
      cause: lostAnswer,
    });
    expect(bench.platform.uploads).toBe(1);
  });

  test("is told as unknown where there is no list, or was none before", async () => {
    for (const lists of [true, false]) {
      const bench = new Bench();
      bench.lists = lists;
      bench.platform.onList = () => {
        throw new PlatformError("notOffered", "no list", { status: 404, retryable: false });
      };
      bench.platform.answer = () => {
        throw lostAnswer;
      };
      await expect(bench.run()).rejects.toMatchObject({ reason: "outcomeUnknown" });
    }
  });

  test("is told as ambiguous, with the ids, if several new files look like it", async () => {
    const bench = new Bench();
    bench.platform.answer = () => {
      bench.platform.keep("200");
      bench.platform.keep("201");
      throw lostAnswer;
    };
    await expect(bench.run()).rejects.toMatchObject({ reason: "ambiguous", ids: ["200", "201"] });
  });

  test("is not resolved by a file that another upload has brought, that is older, or that only looks similar", async () => {
    const bench = new Bench();
    bench.platform.keep("7", { filename: "newest.jsonl" });
    bench.claimed.add("300");
    bench.platform.answer = () => {
      bench.platform.keep("300");
      bench.platform.keep("301", { createdAt: 1_699_990_000 });
      bench.platform.keep("302", { size: 999 });
      bench.platform.keep("303", { filename: "other.jsonl" });
      bench.platform.keep("304", { purpose: "vision" });
      throw lostAnswer;
    };
    await expect(bench.run()).rejects.toMatchObject({ reason: "outcomeUnknown" });
  });

  test("ends at once when it is cancelled during the search", async () => {
    const bench = new Bench();
    bench.platform.answer = () => {
      throw lostAnswer;
    };
    bench.platform.onList = (call) => {
      if (call === 2) {
        bench.control.abort(new CancelledError());
      }
    };
    await expect(bench.run()).rejects.toBeInstanceOf(CancelledError);
    expect(bench.platform.lists).toBe(2);
  });
});

describe("a clear end is told as it is, without a look at the list", () => {
  test.each([
    ["a refusal", new PlatformError("invalidParameters", "2013", { status: 200, retryable: false })],
    ["an exhausted quota", new PlatformError("quota", "1028", { status: 200, retryable: false })],
    ["a code that nobody knows", new PlatformError("unknown", "9999", { status: 200, retryable: false })],
  ])("%s", async (_name, failure) => {
    const bench = new Bench();
    bench.platform.answer = () => {
      throw failure;
    };
    await expect(bench.run()).rejects.toBe(failure);
    expect(bench.platform.lists).toBe(1);
  });

  test("a connection that broke before the last byte", async () => {
    const bench = new Bench();
    const failure = new NetworkError("reset", "host", { sent: false });
    bench.platform.upload = async ({ body }) => {
      await body.chunks()[Symbol.asyncIterator]().next();
      throw failure;
    };
    await expect(bench.run()).rejects.toBe(failure);
    expect(bench.platform.lists).toBe(1);
  });
});

test("a change of the file is told even if the transport calls it something else", async () => {
  const bench = new Bench();
  const changing = await scratch.put("changing.jsonl", "a line");
  bench.platform.upload = async ({ body }) => {
    try {
      for await (const chunk of body.chunks()) {
        expect(chunk.length).toBeGreaterThan(0);
        await appendFile(changing, "another");
      }
    } catch {
      throw new NetworkError("bodyLength", "host");
    }
    throw new Error("The body ended well");
  };
  await expect(bench.run({ path: changing })).rejects.toMatchObject({ reason: "changedWhileSent" });
});
