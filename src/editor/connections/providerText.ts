import * as vscode from "vscode";
import type { ProviderId } from "../../platform/provider.ts";

/** What a user reads where a provider is chosen. Names are proper names and stay as they are. */
export function providerDetail(id: ProviderId): string {
  switch (id) {
    case "minimax-global":
      return vscode.l10n.t("For keys from platform.minimax.io: list, upload, retrieve, download, delete");
    case "minimax-china":
      return vscode.l10n.t("For keys from platform.minimaxi.com: list, upload, retrieve, download, delete");
    case "cometapi":
      return vscode.l10n.t(
        "A gateway: retrieve files by ID and query video tasks; each retrieve costs money",
      );
    case "custom":
      return vscode.l10n.t("Another address that speaks the MiniMax files API");
    case "sandbox":
      return vscode.l10n.t(
        "A platform on this machine, without a key or a cent: to try the extension or test scripts",
      );
  }
}
