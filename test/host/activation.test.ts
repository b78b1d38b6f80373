import assert from "node:assert/strict";
import { createRequire } from "node:module";
import * as vscode from "vscode";
import { commandIds, generalCommandIds } from "../../src/editor/ids.ts";
import { activated } from "./support.ts";

/** Whether the extension host has loaded a bundle of ours. */
function isLoaded(bundle: string): boolean {
  const { cache } = createRequire(`${process.cwd()}/`);
  return Object.keys(cache).some((path) => path.endsWith(`/dist/${bundle}.cjs`));
}

describe("activation", () => {
  it("loads the entry alone, and the rest with the first command", async () => {
    await activated();
    assert.equal(isLoaded("extension"), true);
    assert.equal(isLoaded("app"), false);

    const missing = async (ids: readonly string[]): Promise<string[]> => {
      const commands = new Set(await vscode.commands.getCommands(true));
      return ids.filter((id) => !commands.has(id));
    };
    assert.deepEqual(await missing(Object.values(generalCommandIds)), []);

    await vscode.commands.executeCommand(commandIds.clearFilter);
    assert.equal(isLoaded("app"), true);
    assert.deepEqual(await missing(Object.values(commandIds)), [], "rows have their commands");
    for (const part of ["connect", "engines", "archives", "main"]) {
      assert.equal(isLoaded(part), false, part);
    }
  });
});
