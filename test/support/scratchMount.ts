import { execFileSync } from "node:child_process";
import type { Cleanup } from "./cleanup.ts";
import { makeTempFolder } from "./folders.ts";

/**
 * A small file system of its own, to be filled or made read-only. `undefined` where mounting is not allowed
 * (it takes root, on Linux): the tests that need one are skipped there, and say so.
 */
export function scratchMount(cleanup: Cleanup, bytes: number): ScratchMount | undefined {
  const folder = makeTempFolder("mount");
  cleanup.add(() => {
    folder.remove();
  });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", folder.path], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  cleanup.add(() => {
    execFileSync("umount", ["-l", folder.path]);
  });
  return {
    path: folder.path,
    makeReadOnly: () => execFileSync("mount", ["-o", "remount,ro", folder.path]),
  };
}

export interface ScratchMount {
  readonly path: string;
  makeReadOnly(): void;
}
