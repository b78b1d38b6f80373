import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import type { ConnectionTree } from "./connectionTree.ts";
import type { FilesTree } from "./filesTree.ts";
import type { FilesView } from "./filesView.ts";
import type { FilesNode, OwnNodes } from "./treeNodes.ts";

/** A file that a command is for. */
export interface ChosenFile {
  readonly connection: Connection;
  readonly entry: CatalogEntry;
}

/** Finds the files that a command is for. */
export class ChosenFiles {
  readonly #store: ConnectionStore;
  readonly #tree: FilesTree;
  readonly #view: FilesView;
  readonly #own: OwnNodes;

  constructor(parts: { store: ConnectionStore; tree: FilesTree; view: FilesView; own: OwnNodes }) {
    this.#store = parts.store;
    this.#tree = parts.tree;
    this.#view = parts.view;
    this.#own = parts.own;
  }

  /** The rows that a command was called for: see `OwnNodes.ofCommand`. */
  nodes(args: readonly unknown[]): readonly FilesNode[] {
    return this.#own.ofCommand(args, this.#view.selection);
  }

  /** The files of the chosen rows, in the order of the tree; a group or connection stands for all that it shows. */
  async of(args: readonly unknown[]): Promise<readonly ChosenFile[]> {
    const found = new Map<string, ChosenFile>();
    for (const node of this.nodes(args)) {
      const connection = this.#store.find(node.connectionId);
      if (connection !== undefined) {
        for (const entry of await this.#entries(node)) {
          found.set(`${connection.id}/${entry.id}`, { connection, entry });
        }
      }
    }
    return [...found.values()];
  }

  /** All files that the view shows, of all connections that were listed; of the active one where none was. */
  async shown(): Promise<readonly ChosenFile[]> {
    const found: ChosenFile[] = [];
    const { active } = this.#store;
    if (active !== undefined && this.#tree.trees.every(isUnlisted)) {
      await this.#tree.tree(active.id)?.files.ready();
    }
    for (const tree of this.#tree.trees) {
      const { connection } = tree.files;
      if (!isUnlisted(tree)) {
        await tree.files.ready();
      }
      found.push(...(await tree.shownEntries()).map((entry) => ({ connection, entry })));
    }
    return found;
  }

  async #entries(node: FilesNode): Promise<readonly CatalogEntry[]> {
    const tree = this.#tree.tree(node.connectionId);
    switch (node.kind) {
      case "file": {
        const entry = tree?.entry(node.fileId);
        return entry === undefined ? [] : [entry];
      }
      case "group":
        return (await tree?.groupEntries(node.id)) ?? [];
      case "connection":
        // Its row may never have been opened; listing is free.
        await tree?.files.ready();
        return (await tree?.shownEntries()) ?? [];
      case "more":
      case "state":
        return [];
    }
  }
}

function isUnlisted({ files }: ConnectionTree): boolean {
  return files.listingState.kind === "unlisted";
}
