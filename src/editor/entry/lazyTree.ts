import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";

/** Stands for a view's rows until VS Code asks for them, which it does when the view is first seen. */
export class LazyTree<T> implements vscode.TreeDataProvider<T>, Disposable {
  readonly #load: () => Promise<vscode.TreeDataProvider<T>>;
  readonly #changed = new vscode.EventEmitter<T | T[] | undefined>();
  #rows: Promise<vscode.TreeDataProvider<T>> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(load: () => Promise<vscode.TreeDataProvider<T>>) {
    this.#load = load;
  }

  async getChildren(node?: T): Promise<T[] | null | undefined> {
    const rows = await this.#get();
    return rows.getChildren(node);
  }

  async getTreeItem(node: T): Promise<vscode.TreeItem> {
    const rows = await this.#get();
    return rows.getTreeItem(node);
  }

  async getParent(node: T): Promise<T | null | undefined> {
    const rows = await this.#get();
    return rows.getParent?.(node);
  }

  async resolveTreeItem(
    item: vscode.TreeItem,
    node: T,
    token: vscode.CancellationToken,
  ): Promise<vscode.TreeItem> {
    const rows = await this.#get();
    return (await rows.resolveTreeItem?.(item, node, token)) ?? item;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #get(): Promise<vscode.TreeDataProvider<T>> {
    this.#rows ??= this.#load().then((rows) => {
      rows.onDidChangeTreeData?.((nodes) => {
        this.#changed.fire(nodes ?? undefined);
      });
      return rows;
    });
    return this.#rows;
  }
}
