import type { FileId } from "../platform/fileRecord.ts";
import { entryPath, type CatalogEntry } from "./catalogEntry.ts";
import type { ExplorerModel, FileGroup } from "./explorerModel.ts";
import type { Catalog } from "./merge.ts";

/**
 * What VS Code holds on to: an element names a row and nothing more, so that it stays the same object while what
 * the row shows changes. VS Code ignores an event for an object that it was not given before.
 */
export type TreeElement = GroupElement | FileElement | MoreElement;

export interface GroupElement {
  readonly kind: "group";
  readonly id: string;
  readonly connectionId: string;
  readonly key: string;
}

export interface FileElement {
  readonly kind: "file";
  readonly id: string;
  readonly connectionId: string;
  readonly fileId: FileId;
}

/** The row at a group's end that shows its next page. */
export interface MoreElement {
  readonly kind: "more";
  readonly id: string;
  readonly connectionId: string;
  readonly groupId: string;
}

/** The elements that one connection's tree has given out: one object per id. */
export class TreeElements {
  readonly #connectionId: string;
  readonly #groups = new Map<string, GroupElement>();
  readonly #files = new Map<string, FileElement>();
  readonly #more = new Map<string, MoreElement>();

  constructor(connectionId: string) {
    this.#connectionId = connectionId;
  }

  /** The rows of files that were given out. */
  get files(): readonly FileElement[] {
    return [...this.#files.values()];
  }

  group({ id, key }: FileGroup): GroupElement {
    return intern(this.#groups, id, () => ({ kind: "group", id, connectionId: this.#connectionId, key }));
  }

  file(entry: CatalogEntry): FileElement {
    const id = entryPath(this.#connectionId, entry.record);
    return intern(this.#files, id, () => ({
      kind: "file",
      id,
      connectionId: this.#connectionId,
      fileId: entry.id,
    }));
  }

  more(group: FileGroup): MoreElement {
    const id = `${group.id}/more`;
    return intern(this.#more, id, () => ({
      kind: "more",
      id,
      connectionId: this.#connectionId,
      groupId: group.id,
    }));
  }

  /** The element of a row that was shown; `undefined` if it never was: nobody waits for news of it then. */
  shownFile(entry: CatalogEntry): FileElement | undefined {
    return this.#files.get(entryPath(this.#connectionId, entry.record));
  }

  /** Lets go of elements whose files or groups are gone. A file that the filter hides keeps its own. */
  retain(model: ExplorerModel, catalog: Catalog): void {
    const groups = new Set(model.groups.map(({ id }) => id));
    removeUnless(this.#groups, (element) => groups.has(element.id));
    removeUnless(this.#more, (element) => groups.has(element.groupId));
    removeUnless(this.#files, (element) => catalog.has(element.fileId));
  }
}

function intern<T>(elements: Map<string, T>, id: string, make: () => T): T {
  const known = elements.get(id);
  if (known !== undefined) {
    return known;
  }
  const element = make();
  elements.set(id, element);
  return element;
}

function removeUnless<T>(elements: Map<string, T>, isKept: (element: T) => boolean): void {
  for (const [id, element] of elements) {
    if (!isKept(element)) {
      elements.delete(id);
    }
  }
}
