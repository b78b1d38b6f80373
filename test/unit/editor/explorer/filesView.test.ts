import { expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { FilesView } from "../../../../src/editor/explorer/filesView.ts";
import { LastSeen } from "../../../../src/editor/explorer/lastSeen.ts";
import type { FilesNode } from "../../../../src/editor/explorer/treeNodes.ts";
import { NetworkError } from "../../../../src/http/http.ts";
import { systemClock } from "../../../../src/shared/clock.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { connection, explorer, listed } from "../../../support/host/explorerParts.ts";

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const withProgress = (_options: unknown, work: () => unknown): unknown => work();
  return { ...fake, window: { ...fake.window, withProgress } };
});

/** A view that the user can look at and leave. */
class FakeView {
  visible = false;
  readonly selection: readonly FilesNode[] = [];
  readonly #visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidChangeSelection = new vscode.EventEmitter<never>().event;

  show(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire({ visible });
  }
}

it("tries a failed listing again as soon as the view is seen, where what it waited for came out of sight", async () => {
  let isRunning = false;
  const parts = await explorer(() =>
    isRunning ? Promise.resolve(listed) : Promise.reject(new NetworkError("refused", "127.0.0.1:1")),
  );
  const [files] = parts.library.all;
  const view = new FakeView();
  const filesView = new FilesView({
    ...parts,
    lastSeen: new LastSeen(parts.state, systemClock),
    formats: makeFormats("en", "UTC"),
    view: view as Partial<vscode.TreeView<FilesNode>> as vscode.TreeView<FilesNode>,
  });
  view.show(true);
  view.show(false);
  expect(files?.listingState.kind).toBe("failed");
  isRunning = true;
  await parts.store.activate(connection);
  view.show(true);
  await vi.waitUntil(() => files?.listingState.kind === "listed");
  filesView.dispose();
});
