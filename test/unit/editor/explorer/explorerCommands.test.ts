import { expect, it, vi } from "vitest";
import { ChosenFiles } from "../../../../src/editor/explorer/chosenFiles.ts";
import { explorerCommands } from "../../../../src/editor/explorer/explorerCommands.ts";
import type { FilesTree } from "../../../../src/editor/explorer/filesTree.ts";
import type { FilesView } from "../../../../src/editor/explorer/filesView.ts";
import { OwnNodes } from "../../../../src/editor/explorer/treeNodes.ts";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import type { DownloadContext } from "../../../../src/editor/transfers/downloadCommand.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

it("every selected connection is listed anew, not only the one that was clicked", async () => {
  const refreshed: (string | undefined)[] = [];
  const view = {
    selection: [],
    refresh: (connectionId?: string) => {
      refreshed.push(connectionId);
      return Promise.resolve();
    },
  } as Partial<FilesView> as FilesView;
  const own = new OwnNodes();
  const tree = {} as Partial<FilesTree> as FilesTree;
  const chosen = new ChosenFiles({
    store: {} as Partial<ConnectionStore> as ConnectionStore,
    tree,
    view,
    own,
  });
  const commands = explorerCommands({
    tree,
    view,
    chosen,
    downloads: {} as Partial<DownloadContext> as DownloadContext,
  });
  const row = (connectionId: string) => own.mark({ kind: "connection", connectionId } as const);
  const [first, second] = [row("c1"), row("c2")];
  await commands[commandIds.refreshConnection](second, [first, second]);
  await commands[commandIds.refreshConnection](first, [second]);
  expect(refreshed).toEqual(["c1", "c2", "c1"]);
});
