import * as vscode from "vscode";
import type { HandlersFor } from "../commands.ts";
import { commandIds, viewIds } from "../ids.ts";
import { askFilter } from "./filterBox.ts";

type ViewCommandContext = Parameters<typeof askFilter>[0];

/** Done by the ticked item of a menu: what it says holds already. */
const nothing = (): void => undefined;

/**
 * The commands that choose how the files are shown. A menu of an extension cannot tick its items, so each option has
 * a second, ticked command that takes its place while it is chosen.
 */
export function viewCommands(
  context: ViewCommandContext,
): HandlersFor<
  | "filter"
  | "clearFilter"
  | "find"
  | "groupByPurpose"
  | "groupByPurposeChosen"
  | "groupByType"
  | "groupByTypeChosen"
  | "groupByDate"
  | "groupByDateChosen"
  | "groupByNone"
  | "groupByNoneChosen"
  | "sortByName"
  | "sortByNameChosen"
  | "sortBySize"
  | "sortBySizeChosen"
  | "sortByDate"
  | "sortByDateChosen"
  | "sortAscending"
  | "sortAscendingChosen"
  | "sortDescending"
  | "sortDescendingChosen"
> {
  const { options } = context;
  return {
    [commandIds.filter]: () => askFilter(context),
    [commandIds.clearFilter]: () => {
      options.clearFilter();
    },
    [commandIds.find]: async () => {
      await vscode.commands.executeCommand(`${viewIds.files}.focus`);
      await vscode.commands.executeCommand("list.find");
    },
    [commandIds.groupByPurpose]: () => options.groupBy("purpose"),
    [commandIds.groupByPurposeChosen]: nothing,
    [commandIds.groupByType]: () => options.groupBy("type"),
    [commandIds.groupByTypeChosen]: nothing,
    [commandIds.groupByDate]: () => options.groupBy("date"),
    [commandIds.groupByDateChosen]: nothing,
    [commandIds.groupByNone]: () => options.groupBy("none"),
    [commandIds.groupByNoneChosen]: nothing,
    [commandIds.sortByName]: () => options.sortBy("name"),
    [commandIds.sortByNameChosen]: nothing,
    [commandIds.sortBySize]: () => options.sortBy("size"),
    [commandIds.sortBySizeChosen]: nothing,
    [commandIds.sortByDate]: () => options.sortBy("date"),
    [commandIds.sortByDateChosen]: nothing,
    [commandIds.sortAscending]: () => options.sortDirection("ascending"),
    [commandIds.sortAscendingChosen]: nothing,
    [commandIds.sortDescending]: () => options.sortDirection("descending"),
    [commandIds.sortDescendingChosen]: nothing,
  };
}
