import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("activation", () => {
  it("activates in the extension host without an error", async () => {
    const extension = vscode.extensions.getExtension("minimax-files.minimax-files");
    assert.ok(extension, "VS Code knows the extension");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
