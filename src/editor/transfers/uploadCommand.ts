import { basename } from "node:path";
import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import type { Log } from "../../shared/log.ts";
import type { Connection } from "../connections/connection.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { goOn } from "../goOn.ts";
import { accompany, sumUp } from "./batchNotice.ts";
import type { TransferFailureText } from "./failureText.ts";
import { pickPurpose } from "./pickPurpose.ts";
import type { MayGoOn } from "./mayGoOn.ts";
import type { Transfers } from "./transfers.ts";
import { checkedUploads } from "./uploadChecks.ts";

/** What an upload needs of its surroundings. */
export interface UploadContext {
  readonly transfers: Transfers;
  readonly library: FileLibrary;
  readonly formats: Formats;
  readonly describeFailure: TransferFailureText;
  readonly mayGoOn: MayGoOn;
  readonly log: Log;
}

/**
 * Uploads local files: asks their purpose where nothing says it, checks them, queues them, and lists the platform
 * anew at the end, which is free.
 */
export async function uploadFiles(
  context: UploadContext,
  connection: Connection,
  uris: readonly vscode.Uri[],
  knownPurpose?: string,
): Promise<void> {
  const local = uris.filter(({ scheme }) => scheme === "file");
  if (local.length < uris.length) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t("Only files on this machine's disk can be uploaded: save the others there first."),
    );
  }
  if (local.length === 0) {
    return;
  }
  const names = local.map(({ fsPath }) => basename(fsPath));
  const purpose = knownPurpose ?? (await pickPurpose(names));
  if (purpose === undefined) {
    return;
  }
  const wishes = local.map(({ fsPath }) => ({ path: fsPath, filename: basename(fsPath), purpose }));
  const sent = await checkedUploads(wishes, context.formats, context.log);
  if (sent.length === 0) {
    return;
  }
  const { queue } = context.transfers;
  const ids = sent.map((wish) => queue.add({ kind: "upload", connectionId: connection.id, ...wish }));
  const summary = await accompany(
    context,
    ids,
    sent.length === 1
      ? vscode.l10n.t("Uploading {0}", displayText(sent[0]?.filename ?? ""))
      : vscode.l10n.t("Uploading {0} files", sent.length),
  );
  if (summary !== undefined) {
    goOn(sumUp(context, summary));
    await context.library.of(connection).refresh();
  }
}

/** Asks for local files. */
export async function askFiles(): Promise<readonly vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Upload"),
    title: vscode.l10n.t("Choose files to upload"),
  });
  return picked ?? [];
}
