import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import { DownloadError } from "../../transfer/download/downloadError.ts";
import { interruptedName, type TransferFailure } from "../../transfer/queue/failure.ts";
import type { TransferJob } from "../../transfer/queue/transfer.ts";
import { UploadError } from "../../transfer/upload/uploadError.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { describeError } from "../errorText.ts";
import { ConnectionGoneError } from "./connectionGoneError.ts";
import { downloadReasonText, type ReasonText } from "./downloadReasonText.ts";
import { uploadReasonText } from "./uploadReasonText.ts";

/** Explains why a transfer failed, also after a reload, when only the kind of error is left. */
export type TransferFailureText = (failure: TransferFailure, job: TransferJob) => ReasonText;

export function createFailureText(store: ConnectionStore, formats: Formats): TransferFailureText {
  return ({ name, reason, error }, job) => {
    const connection = store.find(job.connectionId);
    if (name === interruptedName) {
      return {
        message: vscode.l10n.t("The window was closed while the file was being sent."),
        remedy: vscode.l10n.t("It may have arrived: look at the list before you send it again."),
      };
    }
    if (ConnectionGoneError.is(error) || connection === undefined) {
      return {
        message: vscode.l10n.t("The connection of this transfer has been removed."),
        remedy: vscode.l10n.t("Add it again, or start the transfer from another connection."),
      };
    }
    if (DownloadError.is(error)) {
      return downloadReasonText(error, connection, formats);
    }
    if (UploadError.is(error)) {
      return uploadReasonText(error, formats);
    }
    if (error === undefined) {
      return {
        message: vscode.l10n.t("The transfer failed before the window was reloaded ({0}).", reason ?? name),
        remedy: vscode.l10n.t("Try again: what was received is used."),
      };
    }
    return describeError(error, connection);
  };
}
