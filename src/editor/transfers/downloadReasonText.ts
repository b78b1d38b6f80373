import * as vscode from "vscode";
import { NetworkError } from "../../http/http.ts";
import type { Formats } from "../../shared/format.ts";
import type { DownloadError } from "../../transfer/download/downloadError.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError } from "../errorText.ts";

/** What happened and what to do. */
export interface ReasonText {
  readonly message: string;
  readonly remedy: string;
}

/** Explains a download that ended without the file. */
export function downloadReasonText(
  error: DownloadError,
  connection: Connection,
  formats: Formats,
): ReasonText {
  const again = vscode.l10n.t("Try again: what was received is used.");
  switch (error.reason) {
    case "changedOnServer":
      return {
        message: vscode.l10n.t("The file changed on the server again and again while it was being received."),
        remedy: vscode.l10n.t("Try again when it is no longer being written."),
      };
    case "sizeMismatch":
      return {
        message: vscode.l10n.t("The server's file does not have the size that the platform gave."),
        remedy: vscode.l10n.t("Refresh the list and retrieve the file again; nothing was saved."),
      };
    case "unknownLength":
      return {
        message: vscode.l10n.t(
          "Nobody says where the file ends, so a whole file cannot be told from a part.",
        ),
        remedy: vscode.l10n.t("Retrieve the file again for another link; nothing was saved."),
      };
    case "refusedRedirect":
      return {
        message: vscode.l10n.t("The download link leads where it must not: not to https, or in circles."),
        remedy: vscode.l10n.t(
          "Retrieve the file again. If this lasts, do not trust the server that made the link.",
        ),
      };
    case "notTheFile":
      return {
        message: vscode.l10n.t("The server sent an error message in place of the file."),
        remedy: vscode.l10n.t("It was not saved as the file. Try again in a while."),
      };
    case "encodedBody":
      return {
        message: vscode.l10n.t("The server sent a compressed form although the plain file was asked for."),
        remedy: vscode.l10n.t("Something in between may be altering the traffic. Check the proxy."),
      };
    case "refusedByServer":
      return {
        message: vscode.l10n.t("The download server refused the request (HTTP {0}).", error.status ?? "?"),
        remedy: vscode.l10n.t("Retrieve the file again for a fresh link."),
      };
    case "linkExpiredAlways":
      return {
        message: vscode.l10n.t("The download link was refused as expired, and so were fresh ones."),
        remedy: vscode.l10n.t(
          "Check this machine's clock, and whether the file still exists on the platform.",
        ),
      };
    case "anotherFile":
      return {
        message: vscode.l10n.t("The platform answered with another file than the one that was asked for."),
        remedy: vscode.l10n.t(
          "Nothing was saved. Retrieve the file again; if this lasts, tell the provider.",
        ),
      };
    case "noSource":
      return {
        message: vscode.l10n.t("The platform gave no download link for this file."),
        remedy: vscode.l10n.t("The file may still be in the making, or be gone. Retrieve it to see."),
      };
    case "network":
      return NetworkError.is(error.cause)
        ? { message: describeError(error.cause, connection).message, remedy: again }
        : { message: vscode.l10n.t("The network failed again and again."), remedy: again };
    case "serverBusy":
      return {
        message: vscode.l10n.t(
          "The download server kept asking to come back later (HTTP {0}).",
          error.status ?? "?",
        ),
        remedy: again,
      };
    case "lowSpeed":
      return { message: vscode.l10n.t("The server kept sending next to nothing."), remedy: again };
    case "noSpace":
      return {
        message:
          error.needed === undefined || error.available === undefined
            ? vscode.l10n.t("The disk is full.")
            : vscode.l10n.t(
                "The disk is too small: {0} is needed, {1} is free.",
                formats.bytes(error.needed),
                formats.bytes(error.available),
              ),
        remedy: vscode.l10n.t("Make room, then try again: what was received is used."),
      };
    case "tooLargeForWorkspace":
      return {
        message: vscode.l10n.t(
          "The file is larger than the {0} that fit into a virtual workspace.",
          formats.bytes(error.available ?? 0),
        ),
        remedy: vscode.l10n.t("Choose a folder on this machine's disk with “Download To…”."),
      };
    case "readOnly":
      return {
        message: vscode.l10n.t("The folder cannot be written to ({0}).", error.code ?? "read-only"),
        remedy: vscode.l10n.t("Choose another folder with “Download To…”, or change its permissions."),
      };
    case "targetExists":
      return {
        message: vscode.l10n.t("A file of this name has appeared meanwhile. It was not touched."),
        remedy: vscode.l10n.t("Download again and choose what to do with it."),
      };
    case "unsafePath":
      return {
        message: vscode.l10n.t("Where the partial file should be there is a link or a folder."),
        remedy: vscode.l10n.t("Nothing was written there. Remove it, or choose another folder."),
      };
    case "foreignPartialFile":
      return {
        message: vscode.l10n.t("There is a .part file of this name that this extension has not made."),
        remedy: vscode.l10n.t("Move it away, or choose another folder."),
      };
    case "lockedElsewhere":
      return {
        message: vscode.l10n.t("Another window is downloading to the same place."),
        remedy: vscode.l10n.t("Wait for it to end; its file will appear here too."),
      };
    case "partialFileChanged":
      return {
        message: vscode.l10n.t(
          "What the download had saved so far (.part) was removed or changed on the disk while it ran.",
        ),
        remedy: vscode.l10n.t("A clean-up such as “git clean” does that. Try again when it is over."),
      };
    case "ioFailure":
      return {
        message: vscode.l10n.t("The disk failed ({0}).", error.code ?? "?"),
        remedy: vscode.l10n.t("Check the disk, then try again: what was received is used."),
      };
  }
}
