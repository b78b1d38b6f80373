import type { PlatformReason } from "./platformError.ts";
import type { Operation, Provider } from "./provider.ts";
import { operations } from "./providers.ts";

/**
 * What is known about an operation of one connection: the documentation offers it, an answer proved it, an answer
 * refused it, or nothing is known.
 */
export type CapabilityState = "documented" | "proven" | "refused" | "unknown";

/** What one connection can do. Plain data: kept in state as JSON. */
export type Capabilities = Readonly<Record<Operation, CapabilityState>>;

/** What is known before the first answer. */
export function documentedCapabilities(provider: Provider): Capabilities {
  return capabilitiesBy((operation) => (provider.operations.has(operation) ? "documented" : "unknown"));
}

/**
 * What an answer teaches: success proves the operation, `notOffered` refuses it, and any other error leaves things as
 * they were, since a wrong key or id says nothing about the operation. Returns the same object if nothing changed.
 */
export function learnCapability(
  known: Capabilities,
  operation: Operation,
  outcome: "success" | PlatformReason,
): Capabilities {
  const state = outcome === "success" ? "proven" : outcome === "notOffered" ? "refused" : known[operation];
  return state === known[operation] ? known : { ...known, [operation]: state };
}

/** Reads what was kept in state, possibly by another version: only what answers taught outlives it. */
export function restoreCapabilities(provider: Provider, stored: unknown): Capabilities {
  const documented = documentedCapabilities(provider);
  if (typeof stored !== "object" || stored === null) {
    return documented;
  }
  const learnt = new Map<string, unknown>(Object.entries(stored));
  return capabilitiesBy((operation) => {
    const state = learnt.get(operation);
    return state === "proven" || state === "refused" ? state : documented[operation];
  });
}

const fileOperations: ReadonlySet<Operation> = new Set(["list", "upload", "content", "delete"]);

/**
 * True where a user may be offered the operation. A gateway that answers an undocumented list passes the files API
 * through: the rest of it is then worth offering too, until it is refused.
 */
export function isOffered(capabilities: Capabilities, operation: Operation): boolean {
  switch (capabilities[operation]) {
    case "documented":
    case "proven":
      return true;
    case "refused":
      return false;
    case "unknown":
      return fileOperations.has(operation) && capabilities.list === "proven";
  }
}

function capabilitiesBy(stateOf: (operation: Operation) => CapabilityState): Capabilities {
  return Object.fromEntries(operations.map((operation) => [operation, stateOf(operation)])) as Capabilities;
}
