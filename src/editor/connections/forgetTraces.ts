import type * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import type { CapabilityStore } from "../capabilityStore.ts";
import { rememberedKey } from "../explorer/connectionFiles.ts";
import type { LedgerStore } from "../usage/ledgerStore.ts";
import type { ConnectionStore } from "./connectionStore.ts";

/** When a connection is removed, all that was kept for it goes too: remembered ids, costs, what it can do. */
export function forgetTraces(parts: {
  readonly store: ConnectionStore;
  readonly state: vscode.Memento;
  readonly ledger: LedgerStore;
  readonly capabilities: CapabilityStore;
}): Disposable {
  return parts.store.onDidRemove((connection) => {
    void parts.state.update(rememberedKey(connection.id), undefined);
    void parts.ledger.clear(connection.id);
    void parts.capabilities.clear(connection);
  });
}
