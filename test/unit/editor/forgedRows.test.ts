import { expect, it, vi } from "vitest";
import * as vscode from "vscode";
import type { WatchedTask } from "../../../src/catalog/tasks/watchedTask.ts";
import type { ConnectionStore } from "../../../src/editor/connections/connectionStore.ts";
import { OwnNodes, type FilesNode } from "../../../src/editor/explorer/treeNodes.ts";
import type { TaskStore } from "../../../src/editor/tasks/taskStore.ts";
import { TasksTree, type TaskNode } from "../../../src/editor/tasks/tasksTree.ts";
import type { Transfers } from "../../../src/editor/transfers/transfers.ts";
import { TransfersTree } from "../../../src/editor/transfers/transfersTree.ts";
import { makeFormats } from "../../../src/shared/format.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { downloadJob, QueueBench } from "../transfer/queue/support.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const formats = makeFormats("en", "UTC");

interface Rows {
  /** A row as VS Code hands it to a command. */
  readonly own: object;
  readonly ofCommand: (args: readonly unknown[]) => readonly unknown[];
}

function files(): Rows {
  const nodes = new OwnNodes();
  const own = nodes.mark<FilesNode>({ kind: "file", id: "1", connectionId: "c1", fileId: "1" });
  return { own, ofCommand: (args) => nodes.ofCommand(args, []) };
}

function transfers(): Rows {
  const { queue } = new QueueBench({ concurrency: 1 });
  queue.add(downloadJob("1"));
  const tree = new TransfersTree({
    view: { badge: undefined, selection: [] },
    transfers: { queue } as Partial<Transfers> as Transfers,
    formats,
    describeFailure: () => ({ message: "", remedy: "" }),
  });
  return { own: tree.getChildren()[0]!, ofCommand: (args) => tree.ofCommand(args) };
}

function tasks(): Rows {
  const task: WatchedTask = {
    connectionId: "c1",
    taskId: "1",
    kind: "video",
    since: 0,
    state: { kind: "watching", nextAt: 0, status: undefined, unchanged: 0, failures: 0, trouble: undefined },
  };
  const tree = new TasksTree({
    view: { selection: [] } as Partial<vscode.TreeView<TaskNode>> as vscode.TreeView<TaskNode>,
    tasks: {
      all: [task],
      find: () => task,
      onDidChange: new vscode.EventEmitter<void>().event,
    } as Partial<TaskStore> as TaskStore,
    store: {} as Partial<ConnectionStore> as ConnectionStore,
    formats,
    clock: new FakeClock(0),
  });
  const [own] = tree.getChildren();
  tree.dispose();
  return { own: own!, ofCommand: (args) => tree.ofCommand(args) };
}

it.each([
  ["files", files],
  ["transfers", transfers],
  ["tasks", tasks],
])("a command for %s takes the view's own rows, and no copy of one", (_view, make) => {
  const { own, ofCommand } = make();
  const copy = { ...own };
  expect(ofCommand([own])).toHaveLength(1);
  expect(ofCommand([own, [own, copy]])).toHaveLength(1);
  expect(ofCommand([copy])).toEqual([]);
  expect(ofCommand([copy, [copy, own]])).toEqual([]);
});
