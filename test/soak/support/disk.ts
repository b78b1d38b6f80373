import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "../../../src/sandbox/main.ts";

type Platform = Pick<Sandbox, "files" | "bytes">;

/** What lies beside a partial file: its journal and lock, and what a kill leaves of replacing one of them. */
const companion = /\.part\.(?:json~?|lock(?:-\w+)?)$/;

/** What is wrong in a folder of downloads: a file that is not byte by byte the platform's, a `.part` without journal. */
export async function wrongDownloads(folder: string, platform: Platform): Promise<string[]> {
  const wrong: string[] = [];
  const expected = new Map<string, Buffer>();
  for (const file of platform.files) {
    expected.set(file.filename, await platform.bytes(file));
  }
  for (const name of readdirSync(folder).filter((each) => !companion.test(each))) {
    const path = join(folder, name);
    if (name.endsWith(".part")) {
      if (!existsSync(`${path}.json`)) {
        wrong.push(`${name} has no journal`);
      }
    } else if (expected.get(withoutNumber(name))?.equals(readFileSync(path)) !== true) {
      wrong.push(`${name} is not what the platform has`);
    }
  }
  return wrong;
}

/** What downloads that were interrupted have left: all but whole files. */
export function remnants(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".part") || companion.test(name))
    .map((name) => join(folder, name));
}

/** Uploads on the platform that are not byte by byte what is in one of these folders, or that are there twice. */
export async function wrongUploads(folders: readonly string[], platform: Platform): Promise<string[]> {
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const file of platform.files.filter(({ filename }) => filename.startsWith("upload-"))) {
    const { filename } = file;
    const path = folders.map((folder) => join(folder, filename)).find((each) => existsSync(each));
    if (path === undefined || !readFileSync(path).equals(await platform.bytes(file))) {
      wrong.push(`${filename} is not what was sent`);
    }
    if (seen.has(filename)) {
      wrong.push(`${filename} is there twice`);
    }
    seen.add(filename);
  }
  return wrong;
}

/** `take (2).mp3` is another `take.mp3`. */
function withoutNumber(name: string): string {
  return name.replace(/ \(\d+\)(?=\.)/, "");
}
