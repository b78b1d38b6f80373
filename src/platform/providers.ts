import type { Operation, Provider, ProviderId } from "./provider.ts";

/** Every operation of the platform's own API (api.md 2 and 6). */
export const operations: readonly Operation[] = [
  "list",
  "upload",
  "retrieve",
  "content",
  "delete",
  "videoTask",
  "speechTask",
];

const everything: ReadonlySet<Operation> = new Set(operations);

/** The providers by id. MiniMax's two regions differ in host and in whose keys they accept, in nothing else. */
export const providers: Readonly<Record<ProviderId, Provider>> = {
  "minimax-global": {
    id: "minimax-global",
    name: "MiniMax Global",
    origins: ["https://api.minimax.io"],
    operations: everything,
    pricePerCall: {},
    keyVariable: "MINIMAX_API_KEY",
    query: {},
  },
  "minimax-china": {
    id: "minimax-china",
    name: "MiniMax China",
    // The same platform under its newest and its older, still more common name (api.md 1).
    origins: ["https://api.minimax.cn", "https://api.minimaxi.com"],
    operations: everything,
    pricePerCall: {},
    keyVariable: "MINIMAX_API_KEY",
    query: {},
  },
  cometapi: {
    id: "cometapi",
    name: "CometAPI",
    origins: ["https://api.cometapi.com"],
    operations: new Set<Operation>(["retrieve", "videoTask"]),
    pricePerCall: { retrieve: 0.004 },
    keyVariable: "COMETAPI_KEY",
    // The gateway chooses its upstream by this parameter (api.md 7).
    query: { retrieve: { model: "minimax-files-retrieve" } },
  },
  custom: {
    id: "custom",
    name: "Custom",
    origins: [],
    // Taken for a mirror of the whole API until its answers say otherwise (`capabilities.ts`).
    operations: everything,
    pricePerCall: {},
    keyVariable: undefined,
    query: {},
  },
  sandbox: {
    id: "sandbox",
    name: "Sandbox",
    origins: [],
    operations: everything,
    pricePerCall: {},
    keyVariable: undefined,
    query: {},
  },
};
