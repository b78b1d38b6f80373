import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds } from "../../src/editor/ids.ts";
import { activated } from "./support.ts";

const origin = new URL(process.env["MINIMAX_FILES_SANDBOX_ORIGIN"] ?? "http://missing");
const key = process.env["MINIMAX_FILES_SANDBOX_KEY"] ?? "missing";

async function report(): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand(commandIds.diagnoseConnection);
  const document = vscode.window.activeTextEditor?.document;
  assert.ok(document, "a report is open");
  return document;
}

describe("Diagnose Connection", () => {
  it("opens a report on every step, without key or signature, that needs no saving", async () => {
    const api = await activated();
    const [file] = await api.list();
    await api.retrieve(file?.id ?? "");

    const document = await report();
    const text = document.getText();
    assert.equal(document.languageId, "markdown");
    assert.equal(document.isDirty, false);
    assert.match(text, new RegExp(`The platform: ${origin.host}`));
    assert.match(text, /✓ Answer over the extension's own connection: HTTP \d{3}/);
    assert.match(text, /✓ Answer over VS Code's connection: HTTP \d{3}/);
    assert.match(text, /✓ API key: accepted/);
    assert.match(text, /The host of download links: 127\.0\.0\.1:\d+/);
    assert.match(text, /MiniMax Files: `\d+\.\d+\.\d+`/);
    assert.ok(!text.includes(key), "no key");
    assert.doesNotMatch(text, /Signature|Expires|\?/);
  });

  it("opens a new report each time, and keeps the old one open", async () => {
    const [first, second] = [await report(), await report()];
    assert.notEqual(first.uri.toString(), second.uri.toString());
    assert.match(first.getText(), /API key: accepted/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
