import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";
import { ArchiveError } from "../../transfer/archive/archiveError.ts";
import { DownloadError } from "../../transfer/download/downloadError.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError, type ErrorText } from "../errorText.ts";
import { ConnectionGoneError } from "../transfers/connectionGoneError.ts";
import { downloadReasonText } from "../transfers/downloadReasonText.ts";

/** Explains why a file could not be fetched or read. */
export function fetchErrorText(
  error: unknown,
  connection: Connection | undefined,
  formats: Formats,
): ErrorText {
  if (ArchiveError.is(error)) {
    return {
      message: vscode.l10n.t("The archive cannot be read: it is damaged, or not a tar file at all."),
      remedy: vscode.l10n.t("Download it and try another program."),
      actions: [],
    };
  }
  if (connection === undefined || ConnectionGoneError.is(error)) {
    return {
      message: vscode.l10n.t("The connection of this file has been removed."),
      remedy: vscode.l10n.t("Add it again to open the file."),
      actions: [],
    };
  }
  return DownloadError.is(error)
    ? { ...downloadReasonText(error, connection, formats), actions: [] }
    : describeError(error, connection);
}
