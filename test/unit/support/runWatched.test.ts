import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { makeTempFolder } from "../../support/folders.ts";
import { runWatched } from "../../support/run.ts";

const folder = makeTempFolder("watched");
afterAll(folder.remove);

function shell(script: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<number> {
  return runWatched("sh", ["-c", script], onLine, { cwd: folder.path, ...(signal && { signal }) });
}

it("a command's lines are all there when it has ended, from both streams, with its exit code", async () => {
  const lines: string[] = [];
  expect(await shell("echo one; echo two >&2; printf three; exit 3", (line) => lines.push(line))).toBe(3);
  expect(lines.sort()).toEqual(["one", "three", "two"]);
});

it("a command that a signal ended has not gone well", async () => {
  expect(await shell("kill -KILL $$", () => undefined)).toBe(1);
});

it("an interruption reaches what the command started, which can clean up", async () => {
  const interruption = new AbortController();
  const child = "trap 'touch cleaned; exit 0' INT; echo ready; while :; do sleep 0.05; done";
  const stopWhenReady = (): void => {
    interruption.abort();
  };
  await shell(`sh -c "${child}"; exit 7`, stopWhenReady, interruption.signal);
  expect(existsSync(join(folder.path, "cleaned"))).toBe(true);
});

it("nothing that a command leaves behind outlives it", async () => {
  let child = 0;
  await shell("sleep 60 & echo $!", (line) => (child = Number(line)));
  expect(child).toBeGreaterThan(0);
  await vi.waitFor(() => {
    // A zombie (Z) has ended; only nobody has asked how.
    const state = spawnSync("ps", ["-o", "stat=", "-p", String(child)], { encoding: "utf8" });
    expect(state.stdout.trim()).toMatch(/^(?:Z.*)?$/);
  });
});
