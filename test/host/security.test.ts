import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import type { Connection } from "../../src/editor/connections/connection.ts";
import { KeyStore } from "../../src/editor/connections/keyStore.ts";
import { fileTooltip } from "../../src/editor/explorer/fileTooltip.ts";
import { commandIds } from "../../src/editor/ids.ts";
import { downloadFolder, readNetworkSettings } from "../../src/editor/settings.ts";
import { createNetwork } from "../../src/http/connect.ts";
import { makeFormats } from "../../src/shared/format.ts";
import { silentLog } from "../../src/shared/log.ts";
import { listedEntry } from "../support/catalog.ts";
import { FakeSecrets } from "../support/host/fakeState.ts";
import { activated, callSandbox, until, workspaceFolder } from "./support.ts";

describe("a workspace's settings", () => {
  it("cannot send anything to a proxy of their choice, which a user's can at once", async () => {
    let arrived = 0;
    const sink = createServer((socket) => {
      arrived++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    const proxy = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
    const evil = {
      "editor.tabSize": 7,
      "http.proxy": proxy,
      "http.proxySupport": "on",
      "http.proxyStrictSSL": false,
      "http.proxyAuthorization": "Basic evil",
      "minimaxFiles.network.transport": "vscode",
      "minimaxFiles.download.folder": "/stolen",
    };
    const file = vscode.Uri.joinPath(workspaceFolder(), ".vscode/settings.json");
    const ask = async (): Promise<void> => {
      const http = createNetwork(readNetworkSettings(), { log: silentLog }).http({ kind: "any" });
      try {
        await http.exchange(
          { method: "GET", url: new URL("https://platform.invalid/v1/files/list") },
          { onHead: () => undefined, onData: () => undefined },
        );
      } finally {
        await http.close();
      }
    };
    try {
      await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(evil)));
      await until(() =>
        vscode.workspace.getConfiguration("editor").get("tabSize") === 7 ? true : undefined,
      );
      await assert.rejects(ask(), { name: "NetworkError" });
      assert.equal(arrived, 0);
      assert.equal(readNetworkSettings().transport, "auto");
      assert.equal(downloadFolder(), "");

      await vscode.workspace
        .getConfiguration("http")
        .update("proxy", proxy, vscode.ConfigurationTarget.Global);
      await until(async () => {
        await assert.rejects(ask(), { name: "NetworkError" });
        return arrived > 0 ? true : undefined;
      });
    } finally {
      await vscode.workspace
        .getConfiguration("http")
        .update("proxy", undefined, vscode.ConfigurationTarget.Global);
      rmSync(vscode.Uri.joinPath(workspaceFolder(), ".vscode").fsPath, { recursive: true });
      sink.close();
    }
  });
});

describe("a key", () => {
  it("belongs to the origin that it was given for, whatever becomes of the connection", async () => {
    const keys = new KeyStore(new FakeSecrets(), silentLog);
    const connection: Connection = {
      id: "c1",
      provider: "custom",
      name: "Mirror",
      origin: "https://mirror.example",
    };
    await keys.set(connection, "key");
    assert.equal(await keys.get(connection), "key");
    assert.equal(await keys.get({ ...connection, origin: "https://evil.example" }), undefined);
    assert.equal(await keys.get({ ...connection, id: "c2" }), undefined);
  });
});

/** The commands that act on rows: files, transfers, tasks, ids in text. None may ask anything when there is no row. */
const rowCommands = [
  commandIds.delete,
  commandIds.download,
  commandIds.downloadTo,
  commandIds.open,
  commandIds.openExternally,
  commandIds.showMetadata,
  commandIds.compareWith,
  commandIds.extractArchive,
  commandIds.verify,
  commandIds.loadMore,
  commandIds.copyId,
  commandIds.copyLink,
  commandIds.copyAsCurl,
  commandIds.copyAsPython,
  commandIds.copyAsTypeScript,
  commandIds.rememberFile,
  commandIds.forgetFile,
  commandIds.cancelTransfer,
  commandIds.pauseTransfer,
  commandIds.resumeTransfer,
  commandIds.retryTransfer,
  commandIds.openTransfer,
  commandIds.revealTransfer,
  commandIds.copyTransferPath,
  commandIds.removeTransfer,
  commandIds.stopTask,
  commandIds.watchTaskAgain,
  commandIds.removeTask,
  commandIds.showTaskFile,
  commandIds.copyTaskId,
  commandIds.followId,
];

/** What another extension, a task or a keybinding could pass, rows copied to the last field among them. */
function forgeries(connectionId: string, fileId: string): readonly unknown[] {
  const file = { kind: "file", connectionId, fileId, id: fileId };
  return [
    null,
    0,
    "",
    fileId,
    connectionId,
    [],
    [file],
    {},
    file,
    { ...file, kind: "group", id: "voice_clone", groupBy: "purpose" },
    { kind: "connection", connectionId },
    { kind: "download", id: "1", state: { kind: "failed" }, job: { kind: "download", connectionId, fileId } },
    { kind: "task", taskId: "123456789", connectionId, state: { kind: "succeeded", fileId } },
    { verb: "delete", id: fileId },
    { verb: "show", id: Number(fileId) },
    { verb: "show", id: `${fileId}&file_id=1` },
  ];
}

describe("commands that are called with forged arguments", () => {
  it("make no call, delete nothing and leave the clipboard alone", async function () {
    this.timeout(120_000);
    const api = await activated();
    const [file] = await api.list();
    const before = await callSandbox("/_sandbox/state");
    await vscode.env.clipboard.writeText("canary");
    for (const command of rowCommands) {
      for (const forged of forgeries(api.connections[0]?.id ?? "", file?.id ?? "")) {
        await vscode.commands.executeCommand(command, forged, [forged]);
      }
    }
    const after = await callSandbox("/_sandbox/state");
    assert.deepEqual(after["counts"], before["counts"]);
    assert.deepEqual(after["files"], before["files"]);
    assert.equal(await vscode.env.clipboard.readText(), "canary");
  });

  it("are obeyed where the shape is right, which costs one free call", async () => {
    const api = await activated();
    const { id } = (await api.list()).find(({ filename }) => filename === "greeting.mp3") ?? { id: "" };
    const retrieves = async (): Promise<number> => {
      const { counts } = await callSandbox("/_sandbox/state");
      return (counts as Record<string, number>)["retrieve"] ?? 0;
    };
    const before = await retrieves();
    await vscode.commands.executeCommand(commandIds.followId, { verb: "show", id });
    assert.equal(await retrieves(), before + 1);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("a file's name in a tooltip", () => {
  const hostile = [
    "[click](command:workbench.action.terminal.new)",
    "![](https://evil.example/pixel.png)",
    "$(trash) **bold**",
  ];

  for (const name of hostile) {
    it(`is text and nothing else: ${name}`, () => {
      const tooltip = fileTooltip(
        listedEntry({ filename: name, purpose: name }),
        makeFormats("en", "UTC"),
        0,
      );
      assert.ok(!tooltip.isTrusted, "runs no command");
      assert.ok(!tooltip.supportHtml, "shows no HTML");
      assert.ok(!tooltip.supportThemeIcons, "shows no icons");
      assert.doesNotMatch(tooltip.value, /(?<!\\)\]\(|(?<!\\)!\[/, "no link and no image");
    });
  }
});
