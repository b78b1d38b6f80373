import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FilesNode } from "../../src/editor/explorer/treeNodes.ts";

import { KeyMissingError } from "../../src/editor/connections/keyMissingError.ts";
import { KeyStore } from "../../src/editor/connections/keyStore.ts";
import { fileTooltip } from "../../src/editor/explorer/fileTooltip.ts";
import { quotaBar } from "../../src/editor/explorer/viewText.ts";
import { quotaGauge } from "../../src/catalog/totals.ts";
import type { FileRecord } from "../../src/platform/fileRecord.ts";
import { NetworkError } from "../../src/http/http.ts";
import { PlatformError } from "../../src/platform/platformError.ts";
import { makeFormats } from "../../src/shared/format.ts";
import { silentLog } from "../../src/shared/log.ts";
import { FakeClock } from "../support/fakeClock.ts";
import { connection, explorer, record } from "../support/host/explorerParts.ts";
import { FakeSecrets } from "../support/host/fakeState.ts";

const hour = 3_600_000;

describe("pages of a long group", () => {
  const many = Array.from({ length: 450 }, (_, index) => ({
    ...record(String(1000 + index), "voice_clone"),
    createdAt: 1_700_000_000 - index,
  }));

  it("come one after the other, and a file far down is revealed with all before it", async () => {
    const { tree } = await explorer(() => Promise.resolve(many));
    const [group] = await tree.getChildren();
    const rows = (): Promise<FilesNode[]> => tree.getChildren(group);
    const more = (await rows()).at(-1);
    assert.equal((await rows()).length, 201);
    assert.equal(more?.kind, "more");
    assert.equal((await tree.getTreeItem(more)).label, "Load 200 More…");

    tree.tree(connection.id)?.showMore(more);
    assert.equal((await rows()).length, 401);
    assert.equal((await tree.getTreeItem(more)).label, "Load 50 More…");

    const last = await tree.tree(connection.id)?.reveal("1449");
    assert.ok(last);
    assert.equal((await rows()).at(-1), last);
    assert.equal(tree.getParent(last), group);
  });
});

describe("a row over time", () => {
  const start = Date.UTC(2026, 0, 10, 12);
  const young: FileRecord = { ...record("101", "voice_clone"), createdAt: start / 1000 };
  const old: FileRecord = { ...record("102", "voice_clone"), createdAt: start / 1000 - 40 * 24 * 3600 };

  it("is shown anew when its age reads differently, and no other is", async () => {
    const clock = new FakeClock(start);
    const { tree } = await explorer(() => Promise.resolve([young, old]), clock);
    const [group] = await tree.getChildren();
    const rows = await tree.getChildren(group);
    for (const row of rows) {
      await tree.getTreeItem(row);
    }
    const told: unknown[] = [];
    tree.onDidChangeTreeData((change) => told.push(change));
    await clock.advance(1000);
    tree.passTime();
    assert.deepEqual(told, []);
    await clock.advance(hour);
    tree.passTime();
    assert.deepEqual(told, [[rows[0]]]);
    assert.match(String((await tree.getTreeItem(rows[0]!)).description), /1 hour ago/);
  });

  it("moves to yesterday's group once the day has ended", async () => {
    const clock = new FakeClock(start);
    const { tree, options } = await explorer(() => Promise.resolve([young]), clock);
    await options.groupBy("date");
    const names = async (): Promise<unknown[]> =>
      Promise.all((await tree.getChildren()).map(async (node) => (await tree.getTreeItem(node)).label));
    assert.deepEqual(await names(), ["Today"]);
    await clock.advance(13 * hour);
    tree.passTime();
    assert.deepEqual(await names(), ["Yesterday"]);
  });

  it("is asked for again by a look after a minute, not before", async () => {
    const clock = new FakeClock(start);
    const { library } = await explorer(() => Promise.resolve([young]), clock);
    const files = library.of(connection);
    await clock.advance(30_000);
    assert.equal(files.isStale, false);
    await clock.advance(31_000);
    assert.equal(files.isStale, true);
    await files.refresh();
    assert.equal(files.isStale, false);
  });
});

describe("the row of a connection's state", () => {
  const network = (reason: "proxy" | "refused"): NetworkError => new NetworkError(reason, "mirror.example");

  const states: readonly { error: unknown; says: RegExp; command: string }[] = [
    { error: new KeyMissingError(), says: /There is no API key/, command: "minimaxFiles.enterKey" },
    {
      error: new PlatformError("unauthorized", "invalid api key", { status: 200, retryable: false }),
      says: /did not accept the API key/,
      command: "minimaxFiles.enterKey",
    },
    { error: network("proxy"), says: /The proxy did not connect/, command: "minimaxFiles.refresh" },
    { error: network("refused"), says: /refused the connection/, command: "minimaxFiles.refresh" },
    {
      error: new PlatformError("rateLimited", "slow down", { status: 200, retryable: true }),
      says: /asks you to slow down/,
      command: "minimaxFiles.refresh",
    },
  ];

  it("says what happened in words, and a click does what helps", async () => {
    for (const { error, says, command } of states) {
      let fails = false;
      const { tree, library } = await explorer(() =>
        fails
          ? Promise.reject(error instanceof Error ? error : new Error())
          : Promise.resolve([record("1", "")]),
      );
      fails = true;
      await library.of(connection).refresh();
      const [row] = await tree.getChildren();
      assert.equal(row?.kind, "state");
      const item = await tree.getTreeItem(row);
      assert.equal(item.label, "Listing failed");
      assert.match(String(item.description), says);
      assert.match(item.accessibilityInformation?.label ?? "", says);
      assert.equal(item.command?.command, command);
    }
  });

  it("a provider that refused to list is asked again only when the user wishes", async () => {
    let calls = 0;
    const { library, capabilities } = await explorer(() => {
      calls += 1;
      return Promise.resolve([record("1", "voice_clone")]);
    });
    capabilities.learn(connection, "list", "notOffered");
    const files = library.of(connection);
    await files.refresh();
    assert.equal(files.listingState.kind, "cannotList");
    assert.equal(calls, 1, "only the call before the refusal");
    await files.refresh(true);
    assert.equal(calls, 2);
    assert.equal(files.listingState.kind, "listed");
  });
});

describe("a row's tooltip", () => {
  it("shows a server's words as text: no link, no image, no icon, no command", async () => {
    const filename = "[x](command:evil) ![i](https://evil.example/a.png) $(trash) <b> **b**.txt";
    const { library } = await explorer(() => Promise.resolve([{ ...record("1", "a[b](c)"), filename }]));
    const entry = library.of(connection).catalog.get("1");
    assert.ok(entry);
    const tooltip = fileTooltip(entry, makeFormats("en", "UTC"), Date.now());
    assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons);
    assert.doesNotMatch(tooltip.value, /(?<!\\)\]\(/, "every bracket that would make a link is escaped");
    assert.doesNotMatch(tooltip.value, /:\/\//, "nor does a bare address become one");
    assert.match(tooltip.value, /evil\.example/);
  });
});

describe("keys", () => {
  it("one in the environment is read each time, and never copied into the keyring", async () => {
    const secrets = new FakeSecrets();
    const keys = new KeyStore(secrets, silentLog);
    const variable = "MINIMAX_FILES_TEST_KEY";
    const ofEnvironment = { ...connection, keyVariable: variable };
    process.env[variable] = "first";
    assert.equal(await keys.get(ofEnvironment), "first");
    process.env[variable] = "second";
    assert.equal(await keys.get(ofEnvironment), "second");
    Reflect.deleteProperty(process.env, variable);
    assert.equal(await keys.get(ofEnvironment), undefined);
    assert.deepEqual(await secrets.keys(), []);
  });

  it("one that another window stores wakes this window's files", async () => {
    const secrets = new FakeSecrets();
    const here = new KeyStore(secrets, silentLog);
    let told = 0;
    here.onDidChange(() => {
      told += 1;
    });
    await new KeyStore(secrets, silentLog).set(connection, "from the other window");
    assert.equal(told, 1);
    assert.equal(await here.get(connection), "from the other window");
  });

  it("belongs to its origin: a connection that points elsewhere has none", async () => {
    const keys = new KeyStore(new FakeSecrets(), silentLog);
    await keys.set(connection, "key");
    assert.equal(await keys.get({ ...connection, origin: "https://elsewhere.example" }), undefined);
  });
});

describe("several connections", () => {
  it("are roots of the tree, and which one is active is said in words", async () => {
    const { tree, store } = await explorer(() => Promise.resolve([record("1", "voice_clone")]));
    await store.save({ ...connection, id: "c2", name: "Second" }, "key");
    const roots = await tree.getChildren();
    const labels = await Promise.all(
      roots.map(async (root) => (await tree.getTreeItem(root)).accessibilityInformation?.label),
    );
    assert.deepEqual(labels, ["Mirror, active, 1 file · 10 B", "Second"]);
    const [group] = await tree.getChildren(roots[0]);
    assert.ok(group);
    assert.equal(tree.getParent(group), roots[0]);
    assert.equal(
      (await tree.getTreeItem(roots[1]!)).collapsibleState,
      vscode.TreeItemCollapsibleState.Collapsed,
    );
  });
});

describe("the gauge of the platform's 100 GB", () => {
  it("is empty only where nothing is used, and full only at the limit", async () => {
    const barOf = async (...sizes: readonly number[]): Promise<string> => {
      const files = sizes.map((size, index) => ({ ...record(String(index + 1), "retrieval"), size }));
      const { library } = await explorer(() => Promise.resolve(files));
      return quotaBar(quotaGauge(library.of(connection).catalog.values()));
    };
    const gigabyte = 1024 ** 3;
    assert.equal(await barOf(), "▱▱▱▱▱▱▱▱▱▱");
    assert.equal(await barOf(1), "▰▱▱▱▱▱▱▱▱▱");
    assert.equal(await barOf(45 * gigabyte, 9 * gigabyte), "▰▰▰▰▰▱▱▱▱▱");
    assert.equal(await barOf(99 * gigabyte), "▰▰▰▰▰▰▰▰▰▱");
    assert.equal(await barOf(120 * gigabyte), "▰▰▰▰▰▰▰▰▰▰");
  });
});
