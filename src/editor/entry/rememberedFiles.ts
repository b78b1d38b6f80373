import type * as vscode from "vscode";
import type { KnownIds } from "../../catalog/ids/idMatcher.ts";
import type { RememberedFile } from "../../catalog/rememberedFile.ts";
import { rememberedFromJson } from "../../catalog/rememberedStorage.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { rememberedKey } from "../explorer/connectionFiles.ts";

/** What earlier sessions have remembered, of all connections. */
export function rememberedFiles(store: ConnectionStore, state: vscode.Memento): readonly RememberedFile[] {
  return store.all.flatMap(({ id }) => [...rememberedFromJson(state.get(rememberedKey(id))).values()]);
}

/** The ids of remembered files. They are read when an id is first looked up, and once: whatever adds one loads the app. */
export function rememberedIds(store: ConnectionStore, state: vscode.Memento): KnownIds {
  let ids: ReadonlySet<string> | undefined;
  const read = (): ReadonlySet<string> =>
    (ids ??= new Set(rememberedFiles(store, state).map(({ record }) => record.id)));
  return {
    get size() {
      return read().size;
    },
    has: (id) => read().has(id),
  };
}
