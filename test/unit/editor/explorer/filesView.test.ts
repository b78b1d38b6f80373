import { expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { FilesView } from "../../../../src/editor/explorer/filesView.ts";
import { LastSeen } from "../../../../src/editor/explorer/lastSeen.ts";
import type { FilesNode } from "../../../../src/editor/explorer/treeNodes.ts";
import { NetworkError } from "../../../../src/http/http.ts";
import { systemClock, type Clock } from "../../../../src/shared/clock.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { fileRecord, noon } from "../../../support/catalog.ts";
import { FakeClock } from "../../../support/fakeClock.ts";
import { FakeMemento } from "../../../support/host/fakeState.ts";
import { connection, explorer, listed, type ExplorerParts } from "../../../support/host/explorerParts.ts";

/** The user comes back to this window. */
const comeBack = vi.hoisted(() => ({ toWindow: (): void => undefined }));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const withProgress = (_options: unknown, work: () => unknown): unknown => work();
  const windowState = new fake.EventEmitter<{ readonly focused: boolean }>();
  comeBack.toWindow = () => {
    windowState.fire({ focused: true });
  };
  return {
    ...fake,
    window: { ...fake.window, withProgress, onDidChangeWindowState: windowState.event },
  };
});

/** A view that the user can look at and leave. */
class FakeView {
  visible = false;
  readonly selection: readonly FilesNode[] = [];
  badge: vscode.ViewBadge | undefined;
  readonly #visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly onDidChangeVisibility = this.#visibility.event;
  readonly onDidChangeSelection = new vscode.EventEmitter<never>().event;

  show(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire({ visible });
  }
}

function seen(parts: ExplorerParts, clock: Clock = systemClock, lastSeen = new LastSeen(parts.state, clock)) {
  const view = new FakeView();
  const filesView = new FilesView({
    ...parts,
    lastSeen,
    formats: makeFormats("en", "UTC"),
    view: view as Partial<vscode.TreeView<FilesNode>> as vscode.TreeView<FilesNode>,
  });
  return { view, filesView };
}

it("counts a file as seen that comes while the user looks, also where the window is closed then", async () => {
  const clock = new FakeClock(noon);
  let answer = [fileRecord({ id: "1", createdAt: noon / 1000 - 60 })];
  const parts = await explorer(() => Promise.resolve(answer), clock);
  const { view, filesView } = seen(parts, clock);
  view.show(true);
  await clock.advance(60_000);
  const [files] = parts.library.all;
  await files?.refresh();
  expect(new LastSeen(parts.state, clock).newSince).toBe(noon);
  answer = [...answer, fileRecord({ id: "2", createdAt: noon / 1000 + 30 })];
  await files?.refresh();
  filesView.dispose();
  expect(new LastSeen(parts.state, clock).newSince).toBe(noon + 60_000);
});

it("takes the badge away for files that the user has seen in another window", async () => {
  const clock = new FakeClock(noon);
  const answer = [fileRecord({ id: "1", createdAt: noon / 1000 + 30 })];
  const state = new FakeMemento();
  const [here, there] = [new LastSeen(state, clock), new LastSeen(state, clock)];
  await here.leave();
  const parts = await explorer(
    () => Promise.resolve(answer),
    clock,
    () => here.newSince,
  );
  const { view, filesView } = seen(parts, clock, here);
  await clock.advance(60_000);
  await parts.library.all[0]?.refresh();
  expect(view.badge?.value).toBe(1);
  await there.look();
  comeBack.toWindow();
  await vi.waitUntil(() => view.badge === undefined);
  filesView.dispose();
});

it("tries a failed listing again as soon as the view is seen, where what it waited for came out of sight", async () => {
  let isRunning = false;
  const parts = await explorer(() =>
    isRunning ? Promise.resolve(listed) : Promise.reject(new NetworkError("refused", "127.0.0.1:1")),
  );
  const [files] = parts.library.all;
  const { view, filesView } = seen(parts);
  view.show(true);
  view.show(false);
  expect(files?.listingState.kind).toBe("failed");
  isRunning = true;
  await parts.store.activate(connection);
  view.show(true);
  await vi.waitUntil(() => files?.listingState.kind === "listed");
  filesView.dispose();
});
