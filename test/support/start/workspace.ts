import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeTempFolder } from "../folders.ts";

const readme = (id: string): string => `# A workspace to try MiniMax Files in

1. Click the **MiniMax Files** icon in the activity bar, on the left.
2. The sandbox's files are there, grouped by purpose. The sandbox is a platform that runs on this machine:
   it needs no account and costs nothing.
3. Click a file to open it; its (i) shows the metadata. Right-click it and choose **Download**: it arrives in this
   folder.
4. Press F1, run **MiniMax Files: Retrieve File by ID…** and enter \`${id}\`: a generated video,
   which the platform does not list.
`;

/** The folder that VS Code opens: the user's own, or a temporary one with a README. `id` is of a file to retrieve. */
export function createWorkspace(own: string | undefined, id: string): { folder: string; remove: () => void } {
  if (own !== undefined) {
    return { folder: resolve(own), remove: () => undefined };
  }
  const { path, remove } = makeTempFolder("workspace");
  writeFileSync(join(path, "README.md"), readme(id));
  return { folder: path, remove };
}
