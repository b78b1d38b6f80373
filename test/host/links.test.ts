import assert from "node:assert/strict";
import * as vscode from "vscode";
import { settingIds } from "../../src/editor/ids.ts";
import { activated, callSandbox, until } from "./support.ts";

const unknownId = "362088325627994";

async function retrieves(): Promise<number> {
  const { requests } = await callSandbox("/_sandbox/state");
  return JSON.stringify(requests ?? []).split("/v1/files/retrieve").length;
}

describe("ids in documents", () => {
  let document: vscode.TextDocument;

  before(async () => {
    await activated();
    document = await vscode.workspace.openTextDocument({
      language: "json",
      content: `{"file_id": ${unknownId}, "created_at": 1763888000, "task_id": "176844028768320"}\n`,
    });
    await vscode.window.showTextDocument(document);
  });

  const links = async (): Promise<vscode.DocumentLink[]> =>
    (
      await vscode.commands.executeCommand<vscode.DocumentLink[]>("vscode.executeLinkProvider", document.uri)
    ).filter(({ target }) => target?.scheme === "command");

  it("become links, lenses and a hover, without a call", async () => {
    const before = await retrieves();
    assert.deepEqual(
      (await links()).map(({ range }) => document.getText(range)),
      [unknownId, "176844028768320"],
    );
    const position = document.positionAt(document.getText().indexOf(unknownId) + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : "")),
    );
    assert.match(text.join("\n"), new RegExp(unknownId));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      10,
    );
    assert.equal(lenses.filter(({ command }) => command?.command.startsWith("minimaxFiles.")).length, 3);
    assert.equal(await retrieves(), before);
  });

  it("can be switched off", async () => {
    const [section, name] = [
      settingIds.linksDocuments.slice(0, settingIds.linksDocuments.lastIndexOf(".")),
      settingIds.linksDocuments.slice(settingIds.linksDocuments.lastIndexOf(".") + 1),
    ];
    const settings = vscode.workspace.getConfiguration(section);
    await settings.update(name, false, vscode.ConfigurationTarget.Global);
    try {
      await until(async () => ((await links()).length === 0 ? true : undefined));
    } finally {
      await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
