import * as vscode from "vscode";
import type { ProviderId } from "../../platform/provider.ts";
import type { Face } from "../../sandbox/options.ts";
import type { Connection } from "../connections/connection.ts";

/** A sandbox with one face's manners: a connection and a folder of its own, so that none is mistaken for another. */
export interface SandboxFace {
  readonly face: Face;
  /** Always the same, so that the connection, its key and what it remembers are found again. */
  readonly connectionId: string;
  /** Whose capabilities and prices the extension goes by. */
  readonly provider: ProviderId;
  readonly name: string;
  readonly detail: string;
}

/** The first is the one that "Start Sandbox" starts. */
export function sandboxFaces(): readonly [SandboxFace, ...SandboxFace[]] {
  return [
    {
      face: "minimax",
      connectionId: "sandbox",
      provider: "sandbox",
      name: vscode.l10n.t("Sandbox"),
      detail: vscode.l10n.t("MiniMax: every operation"),
    },
    {
      face: "china",
      connectionId: "sandbox-china",
      provider: "minimax-china",
      name: vscode.l10n.t("Sandbox (China)"),
      detail: vscode.l10n.t("MiniMax China: every operation, links as its store signs them"),
    },
    {
      face: "cometapi",
      connectionId: "sandbox-cometapi",
      provider: "cometapi",
      name: vscode.l10n.t("Sandbox (CometAPI)"),
      detail: vscode.l10n.t("The gateway: retrieve and video tasks alone, with its prices in play money"),
    },
  ];
}

/** The face of a connection to the sandbox, which may speak as any provider; none for any other connection. */
export function sandboxFaceOf({ id }: Pick<Connection, "id">): SandboxFace | undefined {
  return sandboxFaces().find(({ connectionId }) => connectionId === id);
}
