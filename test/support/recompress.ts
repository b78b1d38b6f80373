import { chmodSync, readdirSync, rmSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { path7za } from "7zip-bin";
import { makeTempFolder } from "./folders.ts";
import { runQuietly } from "./run.ts";

/**
 * Compresses a zip file as tightly as the format allows, which vsce does not. Its files stay what they are; entries that
 * only name a folder go.
 */
export async function recompress(archive: string): Promise<void> {
  const unpacked = makeTempFolder("recompress");
  try {
    // npm does not keep the mark that makes it a program.
    chmodSync(path7za, 0o755);
    await runQuietly(path7za, ["x", archive, `-o${unpacked.path}`]);
    const files = readdirSync(unpacked.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(unpacked.path, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
      .sort();
    rmSync(archive);
    await runQuietly(path7za, ["a", "-tzip", "-mm=Deflate", "-mx=9", archive, ...files], {
      cwd: unpacked.path,
    });
  } finally {
    unpacked.remove();
  }
}
