import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { showError } from "../errorText.ts";
import { contextKeys, viewIds } from "../ids.ts";
import { withViewProgress } from "../progress.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { FileLibrary } from "./fileLibrary.ts";
import type { FilesTree } from "./filesTree.ts";
import type { LastSeen } from "./lastSeen.ts";
import { isFile, isGroup, type FilesNode } from "./treeNodes.ts";
import type { ViewOptionsStore } from "./viewOptionsStore.ts";
import { connectionViewState, type FilesViewState } from "./viewState.ts";
import { newFilesBadge, totalsOfModels, viewDescription, viewMessage } from "./viewText.ts";

/** Milliseconds. */
const minute = 60_000;

/** The files view itself: lists when it is first seen, and keeps welcome texts in step with the state. */
export class FilesView implements Disposable {
  readonly #library: FileLibrary;
  readonly #tree: FilesTree;
  readonly #options: ViewOptionsStore;
  readonly #lastSeen: LastSeen;
  readonly #formats: Formats;
  readonly #view: vscode.TreeView<FilesNode>;
  readonly #subscriptions: readonly Disposable[];
  #minutes: NodeJS.Timeout | undefined;
  /** A connection changed while the view was out of sight. */
  #retriesWhenSeen = false;
  /** Since when files that the badge counts are new. */
  #newSince: number | undefined;

  constructor(parts: {
    store: ConnectionStore;
    library: FileLibrary;
    tree: FilesTree;
    options: ViewOptionsStore;
    lastSeen: LastSeen;
    formats: Formats;
    view: vscode.TreeView<FilesNode>;
  }) {
    this.#library = parts.library;
    this.#tree = parts.tree;
    this.#options = parts.options;
    this.#lastSeen = parts.lastSeen;
    this.#formats = parts.formats;
    this.#view = parts.view;
    this.#newSince = parts.lastSeen.newSince;
    this.#subscriptions = [
      this.#view.onDidChangeVisibility(({ visible }) => {
        this.#listWhatIsSeen();
        this.#keepUpToDate(visible);
        if (this.#retriesWhenSeen) {
          this.#retryFailed();
        }
        void this.#noteLooking(visible);
      }),
      this.#view.onDidChangeSelection(({ selection }) => {
        const canDownload = selection.some((node) => isFile(node) || isGroup(node));
        void vscode.commands.executeCommand("setContext", contextKeys.filesSelected, canDownload);
      }),
      parts.options.onDidChange(() => {
        this.#update();
      }),
      parts.library.onDidChange((files) => {
        this.#listWhatIsSeen();
        if (files !== undefined && this.#view.visible) {
          void this.#noteSeen(files);
        }
        this.#update();
      }),
      parts.store.onDidChange(() => {
        this.#retryFailed();
      }),
      parts.tree.onDidChangeTreeData(() => {
        this.#update();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && !this.#view.visible && this.#newSince !== this.#lastSeen.newSince) {
          void this.#judgeWhatIsNew();
        }
      }),
    ];
    this.#listWhatIsSeen();
    if (this.#view.visible) {
      void this.#noteLooking(true);
    }
    this.#keepUpToDate(this.#view.visible);
    this.#update();
  }

  get selection(): readonly FilesNode[] {
    return this.#view.selection;
  }

  /** Lists one connection anew, or all that are in sight. */
  async refresh(connectionId?: string): Promise<void> {
    const wanted = this.#library.all.filter(
      ({ connection, listingState }) =>
        connectionId === connection.id || (connectionId === undefined && listingState.kind !== "unlisted"),
    );
    await withViewProgress(viewIds.files, () => Promise.all(wanted.map((files) => this.#list(files, true))));
  }

  /** Selects a file's row, opening what is closed above it; in a view that is hidden only where that is to be shown. */
  async reveal(
    { connectionId, fileId }: FileRef,
    { showsView = false }: { readonly showsView?: boolean } = {},
  ): Promise<void> {
    const element = await this.#tree.tree(connectionId)?.reveal(fileId);
    if (element !== undefined && (showsView || this.#view.visible)) {
      await this.#view.reveal(element, { select: true, focus: false, expand: true });
    }
  }

  dispose(): void {
    clearInterval(this.#minutes);
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  /** A single connection is listed as soon as the view is seen; of several, the rows that are opened. */
  #listWhatIsSeen(): void {
    const [only, ...others] = this.#library.all;
    if (this.#view.visible && only?.listingState.kind === "unlisted" && others.length === 0) {
      void withViewProgress(viewIds.files, () => this.#list(only));
    }
  }

  /** What is looked at keeps up with time, and is listed anew where it was out of sight for a while. */
  #keepUpToDate(visible: boolean): void {
    clearInterval(this.#minutes);
    if (!visible) {
      return;
    }
    this.#tree.passTime();
    this.#minutes = setInterval(() => {
      this.#tree.passTime();
    }, minute);
    for (const files of this.#library.all) {
      if (files.isStale) {
        void withViewProgress(viewIds.files, () => this.#list(files));
      }
    }
  }

  /** A failure that no welcome text explains is told by a notification. */
  async #list(files: ConnectionFiles, isWished = false): Promise<void> {
    await files.refresh(isWished);
    const { listingState, connection } = files;
    if (
      listingState.kind === "failed" &&
      connectionViewState(files, 0) === "failed" &&
      files.catalog.size === 0
    ) {
      showError(listingState.error, connection);
    }
  }

  /** A new key, or a sandbox that runs again, may be what a failed listing was waiting for. */
  #retryFailed(): void {
    this.#retriesWhenSeen = !this.#view.visible;
    for (const files of this.#library.all) {
      if (files.listingState.kind === "failed" && this.#view.visible) {
        void withViewProgress(viewIds.files, () => this.#list(files));
      }
    }
  }

  /** What comes while the user looks is no news in the next session, however this one ends. */
  async #noteSeen({ catalog }: ConnectionFiles): Promise<void> {
    const seen = (this.#lastSeen.lookedAt ?? 0) / 1000;
    if ([...catalog.values()].some(({ record }) => (record.createdAt ?? 0) > seen)) {
      await this.#lastSeen.look();
    }
  }

  async #noteLooking(visible: boolean): Promise<void> {
    if (visible) {
      await this.#lastSeen.look();
    } else {
      await this.#lastSeen.leave();
      await this.#judgeWhatIsNew();
    }
    this.#update();
  }

  /** Again, after the user has looked here or, meanwhile, in another window. */
  async #judgeWhatIsNew(): Promise<void> {
    this.#newSince = this.#lastSeen.newSince;
    await Promise.all(this.#library.all.map((files) => files.review()));
  }

  #update(): void {
    const [only, ...others] = this.#library.all;
    const single = only !== undefined && others.length === 0;
    const totals = totalsOfModels(this.#tree.trees.map(({ model }) => model));
    // Several connections name themselves in the tree.
    const name = single ? only.connection.name : undefined;
    this.#view.description = viewDescription(name, totals.all, this.#formats);
    const { current, filterText } = this.#options;
    const state = single ? this.#stateOf(only) : only === undefined ? "noConnection" : "files";
    // A message takes the place of a welcome text.
    this.#view.message = state === "files" ? viewMessage(current, filterText, totals, this.#formats) : "";
    this.#view.badge = this.#view.visible ? undefined : newFilesBadge(this.#library.all, this.#formats);
    void vscode.commands.executeCommand("setContext", contextKeys.filesViewState, state);
  }

  #stateOf(files: ConnectionFiles): FilesViewState {
    const model = this.#tree.tree(files.connection.id)?.model;
    return connectionViewState(files, model?.shown.count ?? 0);
  }
}
