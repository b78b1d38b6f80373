import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandIds, settingIds } from "../../src/editor/ids.ts";
import { activated, callSandbox, until } from "./support.ts";

const unknownId = "362088325627994";

/** How often the sandbox has carried out a retrieve, and anything at all. */
async function calls(): Promise<{ readonly retrieve: number; readonly all: number }> {
  const { counts } = await callSandbox("/_sandbox/state");
  const numbers = counts as Readonly<Record<string, number>>;
  return {
    retrieve: numbers["retrieve"] ?? 0,
    all: Object.values(numbers).reduce((sum, count) => sum + count, 0),
  };
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
    const before = await calls();
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
    assert.deepEqual(await calls(), before);
  });

  it("retrieve once where a click comes twice, and never on the word of a stranger", async () => {
    const before = await calls();
    const follow = (argument: unknown): Thenable<unknown> =>
      vscode.commands.executeCommand(commandIds.followId, argument);
    await Promise.all([
      follow({ verb: "show", id: unknownId }),
      follow({ verb: "show", id: unknownId }),
      follow({ verb: "delete", id: unknownId }),
      follow({ verb: "show", id: "1; rm" }),
      follow(undefined),
    ]);
    assert.equal((await calls()).retrieve, before.retrieve + 1);
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
