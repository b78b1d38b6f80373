import type { FileElement, GroupElement, TreeElement } from "../../catalog/treeElements.ts";

/** A row for a connection, shown where there are several. */
export interface ConnectionElement {
  readonly kind: "connection";
  readonly connectionId: string;
}

/** The row that says why a connection has no files to show, or only remembered ones. */
export interface StateElement {
  readonly kind: "state";
  readonly connectionId: string;
}

/** What the files view holds on to. */
export type FilesNode = ConnectionElement | StateElement | TreeElement;

/** Remembers which rows are ours: commands take no others, since other extensions can call them with anything. */
export class OwnNodes {
  readonly #nodes = new WeakSet<FilesNode>();

  mark<T extends FilesNode>(node: T): T {
    this.#nodes.add(node);
    return node;
  }

  /**
   * The rows that a command is for: the whole selection if the row that was clicked belongs to it, else that row;
   * without arguments (a keybinding, the palette) what is selected in the view.
   */
  ofCommand(args: readonly unknown[], selection: readonly FilesNode[]): readonly FilesNode[] {
    const [clicked, selected] = args;
    if (clicked === undefined) {
      return selection;
    }
    if (!this.#isOwn(clicked)) {
      return [];
    }
    const rows = Array.isArray(selected) ? selected.filter((row) => this.#isOwn(row)) : [];
    return rows.includes(clicked) ? rows : [clicked];
  }

  #isOwn(value: unknown): value is FilesNode {
    return typeof value === "object" && value !== null && this.#nodes.has(value as FilesNode);
  }
}

export function isFile(node: FilesNode): node is FileElement {
  return node.kind === "file";
}

export function isGroup(node: FilesNode): node is GroupElement {
  return node.kind === "group";
}
