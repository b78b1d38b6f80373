import type { Operation, Provider } from "./provider.ts";

/** A call that costs money, for the ledger. */
export interface PaidCall {
  readonly operation: Operation;
  /** US dollars. */
  readonly dollars: number;
  /** When the call ended, milliseconds since the Unix epoch. */
  readonly at: number;
  /**
   * Whether the server did what was asked; `unknown` if the call may have been sent and its answer never came. No
   * gateway says whether it charges for the last two, so the ledger counts as it sees fit.
   */
  readonly outcome: "answered" | "refused" | "unknown";
}

/** `models` is no operation of the platform: gateways have it, and it is free. */
export type CallName = Operation | "models";

/** US dollars for one call; 0 where it is free. */
export function priceOf(provider: Provider, name: CallName): number {
  return name === "models" ? 0 : (provider.pricePerCall[name] ?? 0);
}

/** The entry for the ledger, or `undefined` for a free call. */
export function paidCall(
  provider: Provider,
  name: CallName,
  outcome: PaidCall["outcome"],
  at: number,
): PaidCall | undefined {
  const dollars = priceOf(provider, name);
  return name === "models" || dollars === 0 ? undefined : { operation: name, dollars, at, outcome };
}
