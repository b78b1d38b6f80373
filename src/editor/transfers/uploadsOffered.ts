import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import type { Platforms } from "../platforms.ts";

/** Whether files can be uploaded to a connection; says why where they cannot. */
export function uploadsOffered(platforms: Platforms, connection: Connection): boolean {
  const isOffered = platforms.offers(connection, "upload");
  if (!isOffered) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        "{0} does not offer uploads. Switch to a connection to MiniMax itself, or upload with the provider's own tools.",
        connection.name,
      ),
    );
  }
  return isOffered;
}
