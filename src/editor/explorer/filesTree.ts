import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { FileElement, TreeElement } from "../../catalog/treeElements.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { ConnectionFiles } from "./connectionFiles.ts";
import type { ConnectionTree } from "./connectionTree.ts";
import { rowWords } from "./fileItem.ts";
import type { FileLibrary } from "./fileLibrary.ts";
import { treeItem, treeTooltip, type ItemContext } from "./treeItems.ts";
import type { ConnectionElement, FilesNode, OwnNodes, StateElement } from "./treeNodes.ts";
import { connectionViewState } from "./viewState.ts";

interface Branch {
  readonly tree: ConnectionTree;
  readonly root: ConnectionElement;
  readonly subscription: Disposable;
}

/**
 * The rows of the files view. As in VS Code's own Explorer, a single root is not shown: one connection shows its
 * groups at the top, several each have a row, and are only listed when theirs is opened.
 */
export class FilesTree implements vscode.TreeDataProvider<FilesNode>, Disposable {
  readonly #library: FileLibrary;
  readonly #own: OwnNodes;
  readonly #createTree: (files: ConnectionFiles) => ConnectionTree;
  readonly #items: ItemContext;
  readonly #branches = new Map<string, Branch>();
  readonly #inTrouble = new Set<string>();
  readonly #stateRows = new Map<string, StateElement>();
  /** What the row of a file said when it was last made. */
  readonly #words = new WeakMap<FilesNode, string>();
  readonly #changed = new vscode.EventEmitter<FilesNode | FilesNode[] | undefined>();
  readonly #subscriptions: readonly Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: {
    library: FileLibrary;
    own: OwnNodes;
    createTree: (files: ConnectionFiles) => ConnectionTree;
    items: ItemContext;
  }) {
    this.#library = parts.library;
    this.#own = parts.own;
    this.#createTree = parts.createTree;
    this.#items = parts.items;
    this.#subscriptions = [
      parts.library.onDidChange((files) => {
        if (files === undefined) {
          this.#reconcile();
        } else {
          this.#tellTrouble(files);
        }
      }),
      parts.items.facts.capabilities.onDidChange((id) => {
        this.#tellConnection(id);
      }),
    ];
    this.#reconcile();
  }

  /** In the order of the connections. */
  get trees(): readonly ConnectionTree[] {
    return [...this.#branches.values()].map(({ tree }) => tree);
  }

  tree(connectionId: string): ConnectionTree | undefined {
    return this.#branches.get(connectionId)?.tree;
  }

  /** What is known of a file; no call. */
  entry({ connectionId, fileId }: FileRef): CatalogEntry | undefined {
    return this.tree(connectionId)?.entry(fileId);
  }

  async getChildren(node?: FilesNode): Promise<FilesNode[]> {
    if (node === undefined) {
      const [only, ...others] = this.#branches.values();
      return only !== undefined && others.length === 0
        ? this.#onlyRows(only)
        : [...this.#branches.values()].map(({ root }) => root);
    }
    switch (node.kind) {
      case "connection":
        return this.#connectionRows(node);
      case "group":
        return [...((await this.tree(node.connectionId)?.children(node)) ?? [])];
      case "file":
      case "more":
      case "state":
        return [];
    }
  }

  getParent(node: FilesNode): FilesNode | undefined {
    if (node.kind === "connection") {
      return undefined;
    }
    const branch = this.#branches.get(node.connectionId);
    const group = node.kind === "state" ? undefined : branch?.tree.parent(node);
    return group ?? (this.#branches.size > 1 ? branch?.root : undefined);
  }

  getTreeItem(node: FilesNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    const tree = this.tree(node.connectionId);
    if (tree === undefined) {
      return new vscode.TreeItem("");
    }
    if (node.kind === "file") {
      this.#words.set(node, this.#wordsOf(node, tree));
    }
    return treeItem(node, tree, this.#items);
  }

  /** Shows anew the rows that time alone has changed: "2 minutes ago" is soon wrong. */
  passTime(): void {
    for (const tree of this.trees) {
      tree.passTime();
      const changed = tree.shownFiles.filter((node) => {
        const words = this.#words.get(node);
        return words !== undefined && words !== this.#wordsOf(node, tree);
      });
      if (changed.length > 0) {
        this.#changed.fire(changed);
      }
    }
  }

  /** Tooltips are made when one is looked at: they cost more than all the rest of a row (engineering.md 7.3). */
  resolveTreeItem(item: vscode.TreeItem, node: FilesNode): vscode.TreeItem {
    const tree = this.tree(node.connectionId);
    const tooltip = tree && treeTooltip(node, tree, this.#items);
    if (tooltip !== undefined) {
      item.tooltip = tooltip;
    }
    return item;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    for (const id of [...this.#branches.keys()]) {
      this.#remove(id);
    }
    this.#changed.dispose();
  }

  #wordsOf({ fileId }: FileElement, tree: ConnectionTree): string {
    const entry = tree.entry(fileId);
    const { formats, clock } = this.#items;
    return entry === undefined ? "" : rowWords(entry, formats, clock.now());
  }

  async #connectionRows(node: ConnectionElement): Promise<FilesNode[]> {
    const tree = this.tree(node.connectionId);
    if (tree === undefined) {
      return [];
    }
    if (tree.files.listingState.kind === "unlisted") {
      await tree.files.refresh();
    }
    const rows = await tree.roots();
    const state = connectionViewState(tree.files, rows.length);
    return state === "files" || state === "loading"
      ? [...this.#troubleRow(tree, rows), ...rows]
      : [this.#stateRow(node.connectionId)];
  }

  async #onlyRows({ tree }: Branch): Promise<FilesNode[]> {
    const rows = await tree.roots();
    return [...this.#troubleRow(tree, rows), ...rows];
  }

  /** Rows that are remembered stay while a listing fails: one above them says so, and tries again. */
  #troubleRow({ files }: ConnectionTree, rows: readonly TreeElement[]): readonly FilesNode[] {
    return files.listingState.kind === "failed" && rows.length > 0
      ? [this.#stateRow(files.connection.id)]
      : [];
  }

  /** One object for each connection, as VS Code expects. */
  #stateRow(connectionId: string): StateElement {
    const row = this.#stateRows.get(connectionId) ?? this.#own.mark({ kind: "state", connectionId } as const);
    this.#stateRows.set(connectionId, row);
    return row;
  }

  #reconcile(): void {
    const known = new Set(this.#library.all);
    for (const [id, { tree }] of this.#branches) {
      if (!known.has(tree.files)) {
        this.#remove(id);
      }
    }
    const inOrder = this.#library.all.map((files) => files.connection.id);
    for (const files of this.#library.all) {
      if (!this.#branches.has(files.connection.id)) {
        this.#add(files);
      }
    }
    this.#sort(inOrder);
    this.#changed.fire(undefined);
  }

  #add(files: ConnectionFiles): void {
    const tree = this.#createTree(files);
    const root = this.#own.mark<ConnectionElement>({ kind: "connection", connectionId: files.connection.id });
    const subscription = tree.onDidChange((change) => {
      this.#tell(root, change);
    });
    this.#branches.set(files.connection.id, { tree, root, subscription });
  }

  #remove(id: string): void {
    const branch = this.#branches.get(id);
    this.#branches.delete(id);
    branch?.subscription.dispose();
    branch?.tree.dispose();
  }

  #sort(ids: readonly string[]): void {
    for (const id of ids) {
      const branch = this.#branches.get(id);
      if (branch !== undefined) {
        this.#branches.delete(id);
        this.#branches.set(id, branch);
      }
    }
  }

  /** A listing that failed, or no longer does, changes the row that says so, and maybe no other. */
  #tellTrouble({ connection, listingState }: ConnectionFiles): void {
    if (listingState.kind === "listing") {
      return;
    }
    const wasInTrouble = this.#inTrouble.delete(connection.id);
    if (listingState.kind === "failed") {
      this.#inTrouble.add(connection.id);
    }
    if (wasInTrouble || listingState.kind === "failed") {
      this.#tellConnection(connection.id);
    }
  }

  /** What a connection can do shows in all its rows' menus. */
  #tellConnection(id: string): void {
    const branch = this.#branches.get(id);
    if (branch !== undefined) {
      this.#tell(branch.root, "root");
    }
  }

  #tell(root: ConnectionElement, change: "root" | readonly TreeElement[]): void {
    const several = this.#branches.size > 1;
    if (several) {
      // The connection's own row shows its totals, and its only row may be the one that says its state.
      this.#changed.fire(root);
    } else if (change === "root") {
      this.#changed.fire(undefined);
    } else if (change.length > 0) {
      this.#changed.fire([...change]);
    }
  }
}
