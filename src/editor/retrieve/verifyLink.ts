import * as vscode from "vscode";
import type { FileRef } from "../../shared/fileRef.ts";
import { probeLink } from "../metadata/probeLink.ts";
import type { Network } from "../network.ts";
import { withCancelIfSlow } from "../progress.ts";
import type { RetrieveContext } from "./retrieveCommands.ts";

/**
 * Asks the host of a file's link for one byte, on the user's click, and shows the verification with its answer, unless
 * the panel shows something else by then.
 */
export async function verifyLink(
  { store, retriever, tree, panels }: RetrieveContext,
  network: Pick<Network, "linksOf">,
  file: FileRef,
): Promise<void> {
  const connection = store.find(file.connectionId);
  const retrieved = connection && retriever.lastLive(connection, file.fileId);
  if (connection === undefined || retrieved?.link === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There is no live link any more: refresh it first."),
    );
    return;
  }
  const { link } = retrieved;
  const unwanted = panels.untilReplaced();
  const probe = await withCancelIfSlow(vscode.l10n.t("Verifying {0}", file.fileId), (cancelled) =>
    probeLink(network.linksOf(connection.origin), link, AbortSignal.any([cancelled, unwanted])),
  );
  if (!unwanted.aborted) {
    panels.show(connection, retrieved, tree.entry(file), { requestedId: file.fileId, probe });
  }
}
