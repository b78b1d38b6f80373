import assert from "node:assert/strict";
import * as vscode from "vscode";
import { CapabilityStore } from "../../src/editor/capabilityStore.ts";
import { ConnectionStore } from "../../src/editor/connections/connectionStore.ts";
import { forgetTraces } from "../../src/editor/connections/forgetTraces.ts";
import { KeyStore } from "../../src/editor/connections/keyStore.ts";
import { DroppedFiles } from "../../src/editor/explorer/droppedFiles.ts";
import { FilesDragAndDrop } from "../../src/editor/explorer/filesDragAndDrop.ts";
import type { FilesNode } from "../../src/editor/explorer/treeNodes.ts";
import { ViewOptionsStore } from "../../src/editor/explorer/viewOptionsStore.ts";
import { PlatformError } from "../../src/platform/platformError.ts";
import { systemClock } from "../../src/shared/clock.ts";
import { silentLog } from "../../src/shared/log.ts";
import { connection, explorer, listed, record } from "../support/host/explorerParts.ts";
import { FakeSecrets } from "../support/host/fakeState.ts";

describe("the files tree", () => {
  it("gives the same elements after a refresh that changed nothing", async () => {
    const { tree, library } = await explorer(() => Promise.resolve(listed));
    const before = await tree.getChildren();
    await library.of(connection).refresh();
    const after = await tree.getChildren();
    assert.equal(before.length, 2);
    assert.ok(before.every((node, index) => node === after[index]));
  });

  it("keeps listed rows when a later listing fails, under a row that says so", async () => {
    let fails = false;
    const { tree, library } = await explorer(() =>
      fails
        ? Promise.reject(new PlatformError("rateLimited", "slow down", { status: 200, retryable: true }))
        : Promise.resolve(listed),
    );
    fails = true;
    const told: unknown[] = [];
    tree.onDidChangeTreeData((change) => told.push(change));
    await library.of(connection).refresh();
    assert.ok(told.includes(undefined), "VS Code is told to ask for the rows again");
    const [first, ...rest] = await tree.getChildren();
    assert.equal(first?.kind, "state");
    assert.equal(rest.length, 2);
  });

  it("drops deleted files without another list call", async () => {
    let calls = 0;
    const { tree, library } = await explorer(() => {
      calls += 1;
      return Promise.resolve(listed);
    });
    await library.of(connection).drop(new Set(["101"]));
    assert.equal((await tree.getChildren()).length, 1);
    assert.equal(calls, 1);
  });
});

describe("drag and drop", () => {
  const noFolder = vscode.Uri.file("/nowhere");
  const token = new vscode.CancellationTokenSource().token;

  async function dropped(onto: string, uris: readonly string[]) {
    const { store, tree } = await explorer(() => Promise.resolve(listed));
    const uploads: unknown[] = [];
    const controller = new FilesDragAndDrop({
      store,
      tree,
      upload: (each, files, purpose) => {
        uploads.push([each.id, files.map(({ path }) => path), purpose]);
        return Promise.resolve();
      },
      dropped: new DroppedFiles({ folder: noFolder, isWaiting: () => false, clock: systemClock }),
    });
    const groups = await tree.getChildren();
    const target = groups.find((node) => node.kind === "group" && node.key === onto);
    const transfer = new vscode.DataTransfer();
    transfer.set("text/uri-list", new vscode.DataTransferItem(uris.join("\r\n")));
    await controller.handleDrop(target, transfer, token);
    return { uploads, controller, groups, tree };
  }

  it("uploads a file from disk with the purpose of the group that it is dropped on", async () => {
    const { uploads } = await dropped("voice_clone", ["file:///home/me/a%20voice.wav"]);
    assert.deepEqual(uploads, [["c1", ["/home/me/a voice.wav"], "voice_clone"]]);
  });

  it("uploads nothing as a purpose that only the platform makes", async () => {
    assert.deepEqual((await dropped("video_generation", ["file:///home/me/a.mp4"])).uploads, []);
  });

  it("uploads no row of its own", async () => {
    assert.deepEqual((await dropped("voice_clone", ["minimax-files://c1/102/file-102.wav"])).uploads, []);
  });

  it("hands rows out as URIs of our file system, one a line", async () => {
    const { controller, groups, tree } = await dropped("voice_clone", []);
    const rows: FilesNode[] = [];
    for (const group of groups) {
      rows.push(...(await tree.getChildren(group)));
    }
    const transfer = new vscode.DataTransfer();
    controller.handleDrag(rows, transfer);
    assert.equal(
      await transfer.get("text/uri-list")?.asString(),
      "minimax-files://c1/101/file-101.wav\r\nminimax-files://c1/102/file-102.wav",
    );
  });
});

describe("what is kept of connections", () => {
  it("another window's changes are seen, and a removed connection leaves no trace", async () => {
    const { state, store, keys, ledger, capabilities, library } = await explorer(() =>
      Promise.resolve(listed),
    );
    const otherWindow = new ConnectionStore(state, keys);
    await otherWindow.save({ ...connection, name: "Renamed" }, undefined);
    assert.equal(store.find("c1")?.name, "Renamed");

    forgetTraces({ store, state, ledger, capabilities });
    capabilities.learn(connection, "upload", "notOffered");
    await ledger.record(connection, {
      operation: "retrieve",
      dollars: 0.004,
      at: Date.now(),
      outcome: "answered",
    });
    await library.of(connection).remember({
      record: record("103", "voice_clone"),
      source: "retrieve",
      rememberedAt: Date.now(),
      link: undefined,
      wasListed: false,
    });
    await store.remove(connection);
    assert.deepEqual(
      state.keys().filter((key) => key.includes("c1")),
      [],
    );
  });

  it("two paid calls at once are both counted", async () => {
    const { ledger } = await explorer(() => Promise.resolve(listed));
    const call = { operation: "retrieve", dollars: 0.004, at: Date.now(), outcome: "answered" } as const;
    await Promise.all([ledger.record(connection, call), ledger.record(connection, call)]);
    assert.deepEqual(ledger.totals(connection).today, { calls: 2, microDollars: 8000 });
  });

  it("a refused operation stays refused in the next session", async () => {
    const { state, capabilities } = await explorer(() => Promise.resolve(listed));
    capabilities.learn(connection, "delete", "notOffered");
    const nextSession = new CapabilityStore(state);
    assert.equal(nextSession.offers(connection, "delete"), false);
    assert.equal(nextSession.offers(connection, "upload"), true);
  });

  it("without a keyring the key lives for the session, and that is told", async () => {
    const secrets = new FakeSecrets();
    secrets.broken = true;
    const keys = new KeyStore(secrets, silentLog);
    let told = 0;
    keys.onDidFail(() => {
      told += 1;
    });
    await keys.set(connection, "session-key");
    assert.equal(await keys.get(connection), "session-key");
    assert.equal(told, 1);
  });

  it("grouping and sorting outlive the session, a filter does not", async () => {
    const { state, options } = await explorer(() => Promise.resolve(listed));
    await options.groupBy("type");
    await options.sortBy("size");
    options.filter("x", { terms: [{ negated: false, condition: { kind: "word", text: "x" } }] });
    const { current } = new ViewOptionsStore(state);
    assert.deepEqual(current, {
      groupBy: "type",
      sort: { by: "size", direction: "descending" },
      filter: { terms: [] },
    });
  });
});
