import type { ProviderId } from "../../platform/provider.ts";
import { isLoopbackHost } from "../../shared/loopback.ts";

/** A named place with a key. The key itself lives in `KeyStore`; the record holds no secret. */
export interface Connection {
  /** Random, never used again: tree ids, secrets and remembered files hang on it. */
  readonly id: string;
  readonly provider: ProviderId;
  readonly name: string;
  /** Scheme, host and port, as `URL.origin` writes it. The key belongs to it and goes nowhere else. */
  readonly origin: string;
  /** The environment variable that the key is read from, where the user chose that over storing it. */
  readonly keyVariable?: string;
}

const providers: ReadonlySet<string> = new Set<ProviderId>([
  "minimax-global",
  "minimax-china",
  "cometapi",
  "custom",
  "sandbox",
]);

/** Reads what an earlier version, or another window, has stored; whatever is not a connection is left out. */
export function parseConnections(stored: unknown): readonly Connection[] {
  return Array.isArray(stored) ? stored.filter(isConnection) : [];
}

function isConnection(value: unknown): value is Connection {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { id, provider, name, origin, keyVariable } = value as Partial<Record<keyof Connection, unknown>>;
  return (
    typeof id === "string" &&
    typeof provider === "string" &&
    providers.has(provider) &&
    typeof name === "string" &&
    typeof origin === "string" &&
    URL.canParse(origin) &&
    (keyVariable === undefined || typeof keyVariable === "string")
  );
}

export type OriginProblem = "notAUrl" | "notHttps" | "credentials" | "path";

/**
 * Reads the origin of a custom platform as a user types it. Only https, except on loopback; no credentials and
 * no path, since a key must be bound to exactly one place.
 */
export function parseOrigin(text: string): { readonly origin: string } | { readonly problem: OriginProblem } {
  const typed = text.trim();
  const withScheme = typed.includes("://") ? typed : `https://${typed}`;
  if (typed === "" || !URL.canParse(withScheme)) {
    return { problem: "notAUrl" };
  }
  const url = new URL(withScheme);
  if (url.username !== "" || url.password !== "") {
    return { problem: "credentials" };
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname))) {
    return { problem: "notHttps" };
  }
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    return { problem: "path" };
  }
  return { origin: url.origin };
}
