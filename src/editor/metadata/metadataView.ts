import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import { broadKindOf } from "../../catalog/fileKind.ts";
import { verify } from "../../catalog/verification.ts";
import type { FileRecord, RetrievedFile } from "../../platform/fileRecord.ts";
import { answerFields } from "../../platform/answerFields.ts";
import type { FileView } from "../../shared/panelProtocol.ts";
import { panelChecks } from "./checkText.ts";
import { factsSection, knowledgeSection, provenanceSection, unknownFieldsSection } from "./factSections.ts";
import { linkNotRetrieved, panelLink } from "./linkText.ts";
import type { Expectations, MetadataContext } from "./metadataContext.ts";
import { checkActions, fileActions } from "./panelActions.ts";

/** Everything that an answer tells about a file, in the user's language. Makes no call. */
export function retrievedView(
  retrieved: RetrievedFile,
  expectations: Expectations,
  context: MetadataContext,
): FileView {
  const { file, raw } = retrieved;
  const { requestedId, entry, probe } = expectations;
  const { statusCode, others } = answerFields(raw);
  const checks = verify({
    requestedId,
    retrieved,
    statusCode,
    listed: entry?.listed,
    probe,
    now: context.now,
  });
  return {
    ...commonView(file, context),
    actions: fileActions(file, retrieved.link !== undefined, context),
    unknownFields: unknownFieldsSection(file.extra, others),
    link: panelLink(retrieved, context),
    checks: panelChecks(checks, checkActions(retrieved.link !== undefined, context), context.formats),
    provenance: provenanceSection(retrieved, context),
    raw: {
      title: vscode.l10n.t("Answer as Received"),
      text: raw,
      copy: { what: "raw", label: vscode.l10n.t("Copy the answer") },
    },
  };
}

/** What is known of a file that was not retrieved in this session; the link is a click, and maybe a cent, away. */
export function knownView(entry: CatalogEntry, context: MetadataContext): FileView {
  return {
    ...commonView(entry.record, context),
    unknownFields: unknownFieldsSection(entry.record.extra),
    // Without a link these retrieve one first, as their owner decides.
    actions: fileActions(entry.record, true, context),
    link: linkNotRetrieved(context),
    provenance: knowledgeSection(entry, context),
  };
}

function commonView(
  file: FileRecord,
  context: MetadataContext,
): Omit<FileView, "actions" | "link" | "provenance" | "unknownFields"> {
  const { formats, connection } = context;
  const size = file.size === undefined ? vscode.l10n.t("size unknown") : formats.bytes(file.size);
  return {
    filename: file.filename === "" ? file.id : file.filename,
    kind: broadKindOf(file.filename),
    purpose: file.purpose,
    summary: `${size} · ${connection.name}`,
    actionsLabel: vscode.l10n.t("File actions"),
    facts: factsSection(file, context),
  };
}
