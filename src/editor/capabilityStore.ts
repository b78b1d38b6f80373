import * as vscode from "vscode";
import {
  isOffered,
  learnCapability,
  restoreCapabilities,
  type Capabilities,
} from "../platform/capabilities.ts";
import type { PlatformReason } from "../platform/platformError.ts";
import type { Operation } from "../platform/provider.ts";
import { providers } from "../platform/providers.ts";
import type { Disposable } from "../shared/disposable.ts";
import type { Connection } from "./connections/connection.ts";

type Place = Pick<Connection, "id" | "origin" | "provider">;

/** What each connection can do, as far as it is documented or has been learnt from its answers, kept across sessions. */
export class CapabilityStore implements Disposable {
  readonly #state: vscode.Memento;
  readonly #known = new Map<string, Capabilities>();
  readonly #changed = new vscode.EventEmitter<string>();

  /** Tells the id of the connection of which something was learnt. */
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  of(connection: Place): Capabilities {
    const key = stateKey(connection);
    const known =
      this.#known.get(key) ?? restoreCapabilities(providers[connection.provider], this.#state.get(key));
    this.#known.set(key, known);
    return known;
  }

  offers(connection: Place, operation: Operation): boolean {
    return isOffered(this.of(connection), operation);
  }

  /** Whether a free call may be tried: only a refusal speaks against it. */
  mayOffer(connection: Place, operation: Operation): boolean {
    return this.of(connection)[operation] !== "refused";
  }

  /** Takes in how a call ended. */
  learn(connection: Place, operation: Operation, outcome: "success" | PlatformReason): void {
    const before = this.of(connection);
    // A path that nobody documents and that answers with a page is a path that is not there.
    const isAbsent = before[operation] === "unknown" && outcome === "notThePlatform";
    const after = learnCapability(before, operation, isAbsent ? "notOffered" : outcome);
    if (after !== before) {
      this.#known.set(stateKey(connection), after);
      void this.#state.update(stateKey(connection), after);
      this.#changed.fire(connection.id);
    }
  }

  /** Forgets what was learnt of a connection. */
  async clear(connection: Place): Promise<void> {
    this.#known.delete(stateKey(connection));
    await this.#state.update(stateKey(connection), undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** Another place is another platform. */
function stateKey({ id, origin }: Place): string {
  return `capabilities:${id}@${origin}`;
}
