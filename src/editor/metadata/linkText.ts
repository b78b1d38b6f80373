import * as vscode from "vscode";
import type { DownloadLink, RetrievedFile } from "../../platform/fileRecord.ts";
import type { LinkLife, PanelLink } from "../../shared/panelProtocol.ts";
import type { MetadataContext } from "./metadataContext.ts";
import { firstLinkActions, linkActions } from "./panelActions.ts";

/** Where the bytes can be had, for how long, and what to do when that is over. */
export function panelLink(retrieved: RetrievedFile, context: MetadataContext): PanelLink {
  const title = vscode.l10n.t("Download Link");
  const { link, backupLink, linkRefused } = retrieved;
  if (link === undefined) {
    const text =
      linkRefused === undefined
        ? vscode.l10n.t("The answer has no download link.")
        : vscode.l10n.t("The answer has a link that is not safe to follow: {0}", linkRefused);
    return {
      kind: "absent",
      title,
      text,
      actions: firstLinkActions(vscode.l10n.t("Retrieve Again"), context),
    };
  }
  return {
    kind: "present",
    title,
    hosts: [
      { label: vscode.l10n.t("Host"), value: link.url.host },
      ...(backupLink === undefined ? [] : [{ label: vscode.l10n.t("Mirror"), value: backupLink.url.host }]),
    ],
    life: lifeOf(link, retrieved.receivedAt, context),
    actions: linkActions(context),
  };
}

/** For a file that was only listed or remembered: a link costs a call, and on some providers money. */
export function linkNotRetrieved(context: MetadataContext): PanelLink {
  return {
    kind: "absent",
    title: vscode.l10n.t("Download Link"),
    text: vscode.l10n.t("Not retrieved yet: a link is made on request and works for a while."),
    actions: firstLinkActions(vscode.l10n.t("Retrieve"), context),
  };
}

function lifeOf({ expiresAt }: DownloadLink, receivedAt: number, { formats }: MetadataContext): LinkLife {
  return expiresAt === undefined
    ? { kind: "unknown", text: vscode.l10n.t("Lifetime unknown: the link does not say when it expires.") }
    : {
        kind: "known",
        issuedAt: Math.floor(receivedAt / 1000),
        expiresAt,
        // The page puts the time left in the braces, every second.
        remaining: vscode.l10n.t("Expires in {0}", "{0}"),
        until: formats.dateTime(expiresAt * 1000),
        expired: vscode.l10n.t("Expired"),
      };
}
