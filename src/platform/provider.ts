/** Where a connection's platform is. `custom` is a gateway or mirror of the user's own. */
export type ProviderId = "minimax-global" | "minimax-china" | "cometapi" | "custom" | "sandbox";

/** What a provider may offer. */
export type Operation = "list" | "upload" | "retrieve" | "content" | "delete" | "videoTask" | "speechTask";

/** The facts about a provider (api.md 1, 2, 7). */
export interface Provider {
  readonly id: ProviderId;
  /** A proper name: not translated. */
  readonly name: string;
  /** The default first; the user may choose among them. Empty for `custom` and `sandbox`. */
  readonly origins: readonly string[];
  /** Documented operations. What a gateway offers beyond them is learnt by probing. */
  readonly operations: ReadonlySet<Operation>;
  /** US dollars for one call, where calls cost money. */
  readonly pricePerCall: Partial<Record<Operation, number>>;
  /** The environment variable that holds a key by convention. */
  readonly keyVariable: string | undefined;
  /** Query parameters that the provider wants on an operation beside the platform's own. */
  readonly query: Partial<Record<Operation, Readonly<Record<string, string>>>>;
}
