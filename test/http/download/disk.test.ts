import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancelledError } from "../../../src/shared/cancellation.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { discardPartial, readPartial } from "../../../src/transfer/download/partialFile.ts";
import { Cleanup } from "../../support/cleanup.ts";
import { DownloadLab, onlyLink, randomContent, sha256 } from "../../support/downloadLab.ts";
import type { FaultServer, ServedContent, Twist } from "../../support/faultServer.ts";
import { rootFolder } from "../../support/folders.ts";
import { scratchMount } from "../../support/scratchMount.ts";
import { transports } from "../../support/transports.ts";

const content: ServedContent = { bytes: randomContent(1_500_000), etag: '"v1"' };
const hash = sha256(content.bytes);

/** Where a link leads; `undefined` if it is gone. */
function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

const silent: Twist = { cut: { after: 700_000, by: "silence" } };

describe.each(transports)("a download over %s, and the disk", (transport) => {
  const cleanup = new Cleanup();
  let lab: DownloadLab;
  beforeEach(() => {
    lab = new DownloadLab(transport, cleanup);
  });
  afterEach(() => cleanup.run());

  /** Starts a download that stops by itself after 700 000 bytes, and aborts it there. */
  async function interrupt(server: FaultServer, reason: Error = new CancelledError()): Promise<void> {
    const controller = new AbortController();
    const outcome = lab.download(onlyLink(server.url), {
      signal: controller.signal,
      limits: { bodyTimeout: 20_000, lowSpeedTime: 1e9 },
      onProgress: ({ received }) => {
        if (received === 700_000) {
          controller.abort(reason);
        }
      },
    });
    await expect(outcome).rejects.toBe(reason);
  }

  describe("when it is stopped", () => {
    it("rejects with the reason, closes the socket, and keeps what it has", async () => {
      const server = await lab.serve(content, () => silent);
      await interrupt(server, new Error("paused"));
      await vi.waitFor(() => {
        expect(server.connections.every(({ destroyed }) => destroyed)).toBe(true);
      });
      expect(lab.files()).toEqual(["output.mp4.part", "output.mp4.part.json"]);
      expect(await readPartial(lab.target, "test/1")).toEqual({ received: 700_000, total: 1_500_000 });
    });

    it("goes on from there the next time", async () => {
      const server = await lab.serve(content, ({ index }) => (index === 0 ? silent : {}));
      await interrupt(server);
      const result = await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(result.resumedFrom).toBe(700_000);
      expect(server.requests[1]!.start).toBe(700_000);
      expect(lab.files()).toEqual(["output.mp4"]);
    });

    it.runIf(process.platform === "linux")(
      "closes its file, even where its lock cannot be read",
      async () => {
        const server = await lab.serve(content, () => silent);
        const controller = new AbortController();
        const outcome = lab.download(onlyLink(server.url), {
          signal: controller.signal,
          onProgress: ({ received }) => {
            if (received === 700_000 && !controller.signal.aborted) {
              rmSync(`${lab.target}.part.lock`);
              mkdirSync(`${lab.target}.part.lock`);
              controller.abort(new CancelledError());
            }
          },
        });
        await expect(outcome).rejects.toThrow("Cancelled");
        const opened = readdirSync("/proc/self/fd").map((fd) => linkAt(`/proc/self/fd/${fd}`));
        expect(opened).not.toContain(`${lab.target}.part`);
      },
    );

    it("starts over the next time if the content has changed", async () => {
      const changed: ServedContent = { bytes: randomContent(1_500_000), etag: '"v2"' };
      const server = await lab.serve(content, ({ index }) => (index === 0 ? silent : { content: changed }));
      await interrupt(server);
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(sha256(changed.bytes));
    });

    it("starts over the next time if the place is wanted for another remote file", async () => {
      const server = await lab.serve(content, ({ index }) => (index === 0 ? silent : {}));
      await interrupt(server);
      const result = await lab.download(onlyLink(server.url), { job: { identity: "test/2" } });
      expect(lab.hash()).toBe(hash);
      expect(result.resumedFrom).toBe(0);
    });

    it("can be thrown away", async () => {
      const server = await lab.serve(content, () => silent);
      await interrupt(server);
      await discardPartial(lab.target, "test/other", systemClock);
      expect(lab.files()).toHaveLength(2);
      await discardPartial(lab.target, "test/1", systemClock);
      expect(lab.files()).toEqual([]);
    });

    it("before it begins makes no request and no file", async () => {
      const server = await lab.serve(content);
      const signal = AbortSignal.abort(new CancelledError());
      await expect(lab.download(onlyLink(server.url), { signal })).rejects.toThrow("Cancelled");
      expect(server.requests).toHaveLength(0);
      expect(lab.files()).toEqual([]);
    });

    it("while it waits for another try stops at once", async () => {
      const server = await lab.serve(content, () => ({
        answer: { status: 503, headers: { "retry-after": "60" } },
      }));
      const controller = new AbortController();
      const outcome = lab.download(onlyLink(server.url), {
        signal: controller.signal,
        onProgress: ({ phase }) => {
          if (phase === "waiting") {
            controller.abort(new CancelledError());
          }
        },
      });
      await expect(outcome).rejects.toThrow("Cancelled");
      expect(server.requests).toHaveLength(1);
      expect(lab.files()).toEqual([]);
    });
  });

  it.each([
    ["is empty", ""],
    ["is cut off", '{"form'],
    [
      "is cut off later, with zeros in place of the rest",
      `{"format":"minimax-files download 1","id${"\0".repeat(9)}`,
    ],
    ["is of another version", '{"format":"minimax-files download 2"}'],
    [
      "promises too much",
      JSON.stringify({
        format: "minimax-files download 1",
        identity: "test/1",
        total: 9e9,
        validator: { kind: "strong", tag: '"v1"' },
        done: [{ start: 0, end: 8e9 }],
      }),
    ],
  ])("starts over when the journal %s", async (_, journal) => {
    const server = await lab.serve(content);
    writeFileSync(`${lab.target}.part`, randomContent(500_000));
    writeFileSync(`${lab.target}.part.json`, journal);
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
    expect(lab.files()).toEqual(["output.mp4"]);
  });

  describe("in a process that is killed", () => {
    function startChild(url: URL): ChildProcess {
      const script = join(rootFolder, "test/support/downloadChild.ts");
      const child = spawn(process.execPath, [script, transport, url.href, lab.target], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      cleanup.add(() => {
        child.kill("SIGKILL");
      });
      return child;
    }

    async function journalledBytes(atLeast: number): Promise<void> {
      await vi.waitFor(
        async () => {
          expect((await readPartial(lab.target, "test/1"))?.received).toBeGreaterThanOrEqual(atLeast);
        },
        { timeout: 15_000, interval: 20 },
      );
    }

    it("is resumed by the next one, without a byte lost or wrong", async () => {
      const server = await lab.serve(content, ({ index }) =>
        index === 0 ? { pace: { bytes: 20_000, every: 20 } } : {},
      );
      const child = startChild(server.url);
      await journalledBytes(200_000);
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(existsSync(`${lab.target}.part.lock`)).toBe(true);
      const result = await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(result.resumedFrom).toBeGreaterThanOrEqual(200_000);
      expect(lab.files()).toEqual(["output.mp4"]);
    });

    it("has the place for itself while it lives", async () => {
      const server = await lab.serve(content, () => silent);
      const child = startChild(server.url);
      await journalledBytes(1);
      expect(await lab.failure(onlyLink(server.url), { clock: systemClock })).toMatchObject({
        reason: "lockedElsewhere",
        retryable: true,
      });
      await expect(discardPartial(lab.target, "test/1", systemClock)).rejects.toMatchObject({
        reason: "lockedElsewhere",
      });
      const other = startChild(server.url);
      expect(await text(other.stdout!)).toBe("lockedElsewhere\n");
      child.kill("SIGKILL");
      await once(child, "exit");
    });
  });

  describe("and another window", () => {
    const lockOf = (pid: number): string => JSON.stringify({ pid, host: hostname(), nonce: "other" });

    it("that holds the lock is left alone", async () => {
      const server = await lab.serve(content);
      writeFileSync(`${lab.target}.part.lock`, lockOf(process.ppid));
      expect(await lab.failure(onlyLink(server.url), { clock: systemClock })).toMatchObject({
        reason: "lockedElsewhere",
      });
      expect(server.requests).toHaveLength(0);
      expect(lab.files()).toEqual(["output.mp4.part.lock"]);
    });

    it("that died has its lock taken over", async () => {
      const server = await lab.serve(content);
      const dead = spawn(process.execPath, ["--version"], { stdio: "ignore" });
      await once(dead, "exit");
      writeFileSync(`${lab.target}.part.lock`, lockOf(dead.pid!));
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(lab.files()).toEqual(["output.mp4"]);
    });

    it("that has given no sign of life has its lock taken over", async () => {
      const server = await lab.serve(content);
      writeFileSync(`${lab.target}.part.lock`, lockOf(process.ppid));
      const longAgo = new Date(Date.now() - 60_000);
      utimesSync(`${lab.target}.part.lock`, longAgo, longAgo);
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
    });

    it("that takes the lock over makes us stop, and leave its files alone", async () => {
      const server = await lab.serve(content, () => silent);
      const failure = await lab.failure(onlyLink(server.url), {
        limits: { bodyTimeout: 20_000, lowSpeedTime: 1e9 },
        onProgress: ({ received }) => {
          if (received === 700_000) {
            writeFileSync(`${lab.target}.part.lock`, lockOf(process.ppid));
          }
        },
      });
      expect(failure.reason).toBe("lockedElsewhere");
      expect(lab.files()).toContain("output.mp4.part.lock");
      expect(lab.files()).toContain("output.mp4.part");
    });
  });

  describe("and a target", () => {
    it("that exists is not touched, and not a byte is fetched", async () => {
      const server = await lab.serve(content);
      writeFileSync(lab.target, "mine");
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({
        reason: "targetExists",
        retryable: false,
      });
      expect(server.requests).toHaveLength(0);
      expect(lab.text("output.mp4")).toBe("mine");
    });

    it("that appears meanwhile is not touched, and the download is not lost", async () => {
      const server = await lab.serve(content);
      const failure = await lab.failure(onlyLink(server.url), {
        onProgress: ({ phase }) => {
          if (phase === "committing") {
            writeFileSync(lab.target, "mine");
          }
        },
      });
      expect(failure.reason).toBe("targetExists");
      expect(lab.text("output.mp4")).toBe("mine");
      const target = join(lab.folder, "other.mp4");
      expect(sha256(readFileSync(`${lab.target}.part`))).toBe(hash);
      await lab.download(onlyLink(server.url), { job: { conflict: "replace" } });
      expect(server.requests).toHaveLength(1);
      expect(lab.hash()).toBe(hash);
      expect(existsSync(target)).toBe(false);
    });

    describe("that is the empty file of a commit which was cut off", () => {
      /** As where there are no hard links, and the machine stops between the two steps. */
      const cutOff = async (server: FaultServer, isOurs: boolean): Promise<void> => {
        await lab.failure(onlyLink(server.url), {
          onProgress: ({ phase }) => {
            if (phase === "committing") {
              writeFileSync(lab.target, "");
            }
          },
        });
        const journal = `${lab.target}.part.json`;
        const content = JSON.parse(readFileSync(journal, "utf8")) as object;
        writeFileSync(journal, JSON.stringify({ ...content, ...(isOurs && { placeholder: true }) }));
      };

      it("goes with the rest when the download is discarded", async () => {
        await cutOff(await lab.serve(content), true);
        await discardPartial(lab.target, "test/1", systemClock);
        expect(lab.files()).toEqual([]);
      });

      it("is never mistaken for somebody's own, empty or not", async () => {
        const server = await lab.serve(content);
        await cutOff(server, false);
        expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "targetExists" });
        rmSync(lab.target);
        await cutOff(server, true);
        writeFileSync(lab.target, "mine");
        expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "targetExists" });
        await discardPartial(lab.target, "test/1", systemClock);
        expect(lab.text("output.mp4")).toBe("mine");
      });
    });

    it("that is there counts as downloaded, even where its journal cannot be removed", async () => {
      const server = await lab.serve(content);
      const result = await lab.download(onlyLink(server.url), {
        onProgress: ({ phase }) => {
          if (phase === "committing") {
            rmSync(`${lab.target}.part.json`);
            mkdirSync(`${lab.target}.part.json`);
          }
        },
      });
      expect(result.bytes).toBe(content.bytes.length);
      expect(lab.hash()).toBe(hash);
    });

    it("that is to be replaced stays until the new one is whole", async () => {
      const server = await lab.serve(content);
      writeFileSync(lab.target, "old");
      await lab.download(onlyLink(server.url), {
        job: { conflict: "replace" },
        onProgress: ({ phase }) => {
          if (phase === "committing") {
            expect(lab.text("output.mp4")).toBe("old");
          }
        },
      });
      expect(lab.hash()).toBe(hash);
    });

    it("in a folder that is missing gets the folder made", async () => {
      const server = await lab.serve(content);
      const target = join(lab.folder, "a/b/output.mp4");
      await lab.download(onlyLink(server.url), { job: { target } });
      expect(lab.hash(target)).toBe(hash);
    });
  });

  it("that somebody else has cut short fails, and is never filled up with zeros the next time", async () => {
    const server = await lab.serve(content);
    const failure = await lab.failure(onlyLink(server.url), {
      onProgress: ({ phase }) => {
        if (phase === "verifying") {
          truncateSync(`${lab.target}.part`, 1000);
        }
      },
    });
    expect(failure).toMatchObject({ reason: "partialFileChanged", retryable: true });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
  });

  it.each([
    ["the lock", ".part.lock", "receiving"],
    ["the lock", ".part.lock", "verifying"],
    ["the file", ".part", "verifying"],
  ])(
    "from which somebody removes %s (%s, %s) says so, and accuses no other window",
    async (_name, suffix, when) => {
      const server = await lab.serve(content, ({ index }) =>
        index === 0 && when === "receiving" ? silent : {},
      );
      const failure = await lab.failure(onlyLink(server.url), {
        limits: { bodyTimeout: 20_000, lowSpeedTime: 1e9 },
        onProgress: ({ phase, received }) => {
          if (phase === when && received > 0) {
            rmSync(`${lab.target}${suffix}`, { force: true });
          }
        },
      });
      expect(failure).toMatchObject({ reason: "partialFileChanged", retryable: true });
      await lab.download(onlyLink(server.url));
      expect(lab.hash()).toBe(hash);
      expect(lab.files()).toEqual(["output.mp4"]);
    },
  );

  it("that fails to keep bytes and then denies it fails the download, and no journal vouches for them", async () => {
    const handle = await open(lab.folder);
    const datasync = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, "datasync");
    await handle.close();
    datasync.mockRejectedValueOnce(Object.assign(new Error("EIO"), { code: "EIO" }));
    const server = await lab.serve(content);
    const failure = await lab.failure(onlyLink(server.url), { limits: { checkpointBytes: 1 } });
    expect(failure).toMatchObject({ reason: "ioFailure", code: "EIO" });
    expect(await readPartial(lab.target, "test/1")).toMatchObject({ received: 0 });
    await lab.download(onlyLink(server.url));
    expect(lab.hash()).toBe(hash);
  });

  describe("and a partial file's name", () => {
    it("that is a planted link is refused, and nothing is written through it", async () => {
      const server = await lab.serve(content);
      const victim = join(lab.folder, "victim");
      writeFileSync(victim, "precious");
      symlinkSync(victim, `${lab.target}.part`);
      writeFileSync(`${lab.target}.part.json`, "");
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({
        reason: "unsafePath",
        retryable: false,
      });
      expect(lab.text("victim")).toBe("precious");
    });

    it.each([".part.json", ".part.json~", ".part.lock"])(
      "with a link planted at %s does no harm",
      async (suffix) => {
        const server = await lab.serve(content);
        const victim = join(lab.folder, "victim");
        writeFileSync(victim, "precious");
        symlinkSync(victim, `${lab.target}${suffix}`);
        await lab.download(onlyLink(server.url)).catch(() => undefined);
        expect(lab.text("victim")).toBe("precious");
      },
    );

    it("that is a second name of a finished file leaves that file alone", async () => {
      const server = await lab.serve(content);
      const finished = join(lab.folder, "finished.mp4");
      writeFileSync(finished, "precious");
      linkSync(finished, `${lab.target}.part`);
      writeFileSync(`${lab.target}.part.json`, "");
      await lab.download(onlyLink(server.url));
      expect(lab.text("finished.mp4")).toBe("precious");
      expect(lab.hash()).toBe(hash);
    });

    it("that is somebody else's file is refused", async () => {
      const server = await lab.serve(content);
      writeFileSync(`${lab.target}.part`, "precious");
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "foreignPartialFile" });
      expect(lab.text("output.mp4.part")).toBe("precious");
      expect(lab.files()).toEqual(["output.mp4.part"]);
    });

    it("that is a finished download of such a name is refused", async () => {
      const server = await lab.serve(content);
      await lab.download(onlyLink(server.url), { job: { target: `${lab.target}.part.json` } });
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "foreignPartialFile" });
      expect(lab.hash(`${lab.target}.part.json`)).toBe(hash);
      expect(lab.files()).toEqual(["output.mp4.part.json"]);
    });

    it("that is a folder is refused", async () => {
      const server = await lab.serve(content);
      mkdirSync(`${lab.target}.part`);
      writeFileSync(`${lab.target}.part.json`, "");
      expect(await lab.failure(onlyLink(server.url))).toMatchObject({ reason: "unsafePath" });
    });
  });

  describe("that is short of space", () => {
    it("is told before a byte is fetched, where the size is known", async ({ skip }) => {
      const mount = scratchMount(cleanup, 1_000_000) ?? skip("mounting takes root on Linux");
      const small = new DownloadLab(transport, cleanup, mount.path);
      const server = await small.serve(content);
      const failure = await small.failure(onlyLink(server.url), { job: { expectedSize: 1_500_000 } });
      expect(failure).toMatchObject({ reason: "noSpace", needed: 1_500_000, retryable: true });
      expect(failure.available).toBeLessThan(1_000_001);
      expect(server.requests).toHaveLength(0);
      expect(small.files()).toEqual([]);
    });

    it("keeps what it has when the disk fills up, and goes on when there is room", async ({ skip }) => {
      const mount = scratchMount(cleanup, 1_800_000) ?? skip("mounting takes root on Linux");
      const small = new DownloadLab(transport, cleanup, mount.path);
      const ballast = join(mount.path, "ballast");
      const server = await small.serve(content, () => ({ pace: { bytes: 50_000, every: 5 } }));
      const failure = await small.failure(onlyLink(server.url), {
        onProgress: ({ received }) => {
          if (received > 0 && !existsSync(ballast)) {
            writeFileSync(ballast, Buffer.alloc(1_000_000));
          }
        },
      });
      expect(failure).toMatchObject({ reason: "noSpace", retryable: true });
      expect(small.files()).toEqual(["ballast", "output.mp4.part", "output.mp4.part.json"]);
      const { size } = statSync(`${small.target}.part`);
      expect(await readPartial(small.target, "test/1")).toMatchObject({ received: size });
      writeFileSync(ballast, "");
      const result = await small.download(onlyLink(server.url));
      expect(small.hash()).toBe(hash);
      expect(result.resumedFrom).toBeGreaterThan(0);
    });
  });

  it("that cannot be written says so, and makes no request", async ({ skip }) => {
    const mount = scratchMount(cleanup, 2_000_000) ?? skip("mounting takes root on Linux");
    mount.makeReadOnly();
    const server = await lab.serve(content);
    const failure = await lab.failure(onlyLink(server.url), {
      job: { target: join(mount.path, "output.mp4") },
    });
    expect(failure).toMatchObject({ reason: "readOnly", code: "EROFS" });
    expect(server.requests).toHaveLength(0);
  });
});
