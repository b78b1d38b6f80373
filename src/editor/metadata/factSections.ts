import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { FileRecord, RetrievedFile } from "../../platform/fileRecord.ts";
import { providers } from "../../platform/providers.ts";
import type { JsonObject, JsonValue } from "../../shared/jsonValue.ts";
import type { PanelRow, PanelSection } from "../../shared/panelProtocol.ts";
import { purposeMeaning, purposeName } from "../purposeText.ts";
import { exactBytes } from "./exactBytes.ts";
import type { MetadataContext } from "./metadataContext.ts";

/** The fields that the platform documents, each with its meaning. */
export function factsSection(file: FileRecord, context: MetadataContext): PanelSection {
  return {
    title: vscode.l10n.t("File"),
    rows: [
      { label: vscode.l10n.t("Name"), value: file.filename, copy: copyName() },
      {
        label: vscode.l10n.t("File ID"),
        value: file.id,
        copy: { what: "id", label: vscode.l10n.t("Copy the file ID") },
      },
      purposeRow(file.purpose),
      sizeRow(file.size, context),
      createdRow(file.createdAt, context),
    ],
  };
}

/** Fields that this version does not know, as the platform sent them: the file's, and those beside the file. */
export function unknownFieldsSection(...fields: readonly JsonObject[]): PanelSection {
  return {
    title: vscode.l10n.t("Other Fields"),
    rows: fields
      .flatMap((some) => Object.entries<JsonValue>(some))
      .map(([label, value]) => ({ label, value: jsonText(value) })),
  };
}

/** Who said all this, and when. */
export function provenanceSection(retrieved: RetrievedFile, context: MetadataContext): PanelSection {
  const requestId: PanelRow = {
    label: vscode.l10n.t("Request ID"),
    value: retrieved.requestId ?? vscode.l10n.t("not given"),
    hint: vscode.l10n.t("The provider's support asks for it."),
    copy:
      retrieved.requestId === undefined
        ? undefined
        : { what: "requestId", label: vscode.l10n.t("Copy the request ID") },
  };
  return {
    title: vscode.l10n.t("Where This Comes From"),
    rows: [
      connectionRow(context),
      { label: vscode.l10n.t("Received"), value: context.formats.dateTime(retrieved.receivedAt) },
      requestId,
    ],
  };
}

/** The same for a file of which no answer is at hand. */
export function knowledgeSection(entry: CatalogEntry, context: MetadataContext): PanelSection {
  return {
    title: vscode.l10n.t("Where This Comes From"),
    rows: [
      connectionRow(context),
      {
        label: vscode.l10n.t("Source"),
        value:
          entry.origin === "remembered"
            ? vscode.l10n.t("remembered from an earlier answer")
            : vscode.l10n.t("the last listing"),
      },
    ],
  };
}

function connectionRow({ connection }: MetadataContext): PanelRow {
  return {
    label: vscode.l10n.t("Connection"),
    value: connection.name,
    hint: `${providers[connection.provider].name} · ${connection.origin}`,
  };
}

function copyName(): PanelRow["copy"] {
  return { what: "filename", label: vscode.l10n.t("Copy the file name") };
}

function purposeRow(purpose: string): PanelRow {
  const label = vscode.l10n.t("Purpose");
  if (purpose === "") {
    return { label, value: vscode.l10n.t("not given") };
  }
  const meaning = purposeMeaning(purpose) ?? vscode.l10n.t("This version does not know its meaning.");
  const name = purposeName(purpose);
  return { label, value: name === purpose ? purpose : `${name} (${purpose})`, hint: meaning };
}

function sizeRow(size: number | undefined, { formats }: MetadataContext): PanelRow {
  const label = vscode.l10n.t("Size");
  return size === undefined
    ? {
        label,
        value: vscode.l10n.t("unknown"),
        hint: vscode.l10n.t("The platform does not tell the size of generated files."),
      }
    : { label, value: formats.bytes(size), hint: exactBytes(size, formats) };
}

function createdRow(createdAt: number | undefined, { formats, now }: MetadataContext): PanelRow {
  const label = vscode.l10n.t("Created");
  if (createdAt === undefined) {
    return { label, value: vscode.l10n.t("not given") };
  }
  const instant = createdAt * 1000;
  return {
    label,
    value: formats.dateTime(instant),
    hint: `${formats.age(instant, now)} · ${vscode.l10n.t("Unix time {0}", String(createdAt))}`,
    copy: { what: "createdAt", label: vscode.l10n.t("Copy the Unix time"), text: String(createdAt) },
  };
}

/** Text as it is, anything else as JSON. */
function jsonText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
