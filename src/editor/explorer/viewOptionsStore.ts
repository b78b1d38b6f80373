import * as vscode from "vscode";
import type { ViewOptions } from "../../catalog/explorerModel.ts";
import { everything, type Filter } from "../../catalog/filter/filter.ts";
import { groupings, type GroupBy } from "../../catalog/grouping.ts";
import { sortFields, type SortDirection, type SortField } from "../../catalog/sorting.ts";
import type { Disposable } from "../../shared/disposable.ts";
import { isObject, isOneOf } from "../../shared/guard.ts";
import { contextKeys } from "../ids.ts";

const stateKey = "view";

export const defaultView: ViewOptions = {
  groupBy: "purpose",
  sort: { by: "date", direction: "descending" },
  filter: everything,
};

interface StoredView {
  readonly groupBy: GroupBy;
  readonly sortBy: SortField;
  readonly sortDirection: SortDirection;
}

const isStoredView = isObject<StoredView>({
  groupBy: isOneOf(groupings),
  sortBy: isOneOf(sortFields),
  sortDirection: isOneOf(["ascending", "descending"]),
});

/**
 * How the user wants to see the files of all connections. Grouping and sorting are kept; a filter is not, since files
 * that are missing tomorrow because of a filter of today would be looked for elsewhere.
 */
export class ViewOptionsStore implements Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  #current: ViewOptions;
  #filterText = "";

  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
    const stored = state.get(stateKey);
    this.#current = isStoredView(stored)
      ? {
          ...defaultView,
          groupBy: stored.groupBy,
          sort: { by: stored.sortBy, direction: stored.sortDirection },
        }
      : defaultView;
    this.#tellContext();
  }

  get current(): ViewOptions {
    return this.#current;
  }

  /** The filter as the user typed it; "" where there is none. */
  get filterText(): string {
    return this.#filterText;
  }

  groupBy(groupBy: GroupBy): Promise<void> {
    return this.#keep({ ...this.#current, groupBy });
  }

  sortBy(by: SortField): Promise<void> {
    return this.#keep({ ...this.#current, sort: { ...this.#current.sort, by } });
  }

  sortDirection(direction: SortDirection): Promise<void> {
    return this.#keep({ ...this.#current, sort: { ...this.#current.sort, direction } });
  }

  filter(text: string, filter: Filter): void {
    this.#filterText = text.trim();
    this.#set({ ...this.#current, filter });
  }

  clearFilter(): void {
    this.filter("", everything);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #keep(view: ViewOptions): Promise<void> {
    this.#set(view);
    const { groupBy, sort } = view;
    const stored: StoredView = { groupBy, sortBy: sort.by, sortDirection: sort.direction };
    await this.#state.update(stateKey, stored);
  }

  #set(view: ViewOptions): void {
    this.#current = view;
    this.#tellContext();
    this.#changed.fire();
  }

  /** The menus tick the option that is chosen, by these. */
  #tellContext(): void {
    const { groupBy, sort, filter } = this.#current;
    const values = {
      [contextKeys.groupBy]: groupBy,
      [contextKeys.sortBy]: sort.by,
      [contextKeys.sortDirection]: sort.direction,
      [contextKeys.filtered]: filter.terms.length > 0,
    };
    for (const [key, value] of Object.entries(values)) {
      void vscode.commands.executeCommand("setContext", key, value);
    }
  }
}
