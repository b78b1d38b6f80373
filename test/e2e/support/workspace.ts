import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeTempFolder } from "../../support/folders.ts";
import { searchLeftBehind } from "../../support/leftBehind.ts";

/** The folder that VS Code has open, seen from outside: for comparing bytes. */
export interface Workspace {
  readonly folder: string;
  path(relative: string): string;
  exists(relative: string): boolean;
  read(relative: string): Buffer;
  /** All files in it, as relative paths in alphabetical order. */
  files(): string[];
  readonly remove: () => void;
}

/** @param place under which name `checkLeaks.ts` hears of what is left in it */
export function createWorkspace(files: Readonly<Record<string, string>>, place = "e2e-workspace"): Workspace {
  const { path: root, remove } = makeTempFolder("workspace");
  const path = (relative: string): string => join(root, relative);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
  }
  return {
    folder: root,
    path,
    exists: (relative) => existsSync(path(relative)),
    read: (relative) => readFileSync(path(relative)),
    files: () =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .sort(),
    remove: () => {
      searchLeftBehind(place, [root]);
      remove();
    },
  };
}
