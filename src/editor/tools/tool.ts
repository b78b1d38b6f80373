import * as vscode from "vscode";
import { isFileId } from "../../platform/fileId.ts";
import type { FileId, FileRecord } from "../../platform/fileRecord.ts";
import type { Formats } from "../../shared/format.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { JsonObject } from "../../shared/jsonValue.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError } from "../errorText.ts";
import type { FileOperations } from "../fileOperations.ts";
import { retrievePrice } from "../usage/prices.ts";

/** What the tools for agents work with. */
export interface ToolWorld {
  readonly files: FileOperations;
  readonly formats: Formats;
}

/** Every tool takes a connection's name; the active one if there is none. */
export interface ToolInput {
  readonly connection?: string;
}

/** The connection of a call. @throws Error that names those there are. */
export function connectionOf({ files }: ToolWorld, { connection: named }: ToolInput): Connection {
  const connection = files.connection(named);
  if (connection === undefined) {
    const names = files.connections.map(({ name }) => name).join(", ");
    throw new Error(
      names === ""
        ? "There is no connection. Ask the user to run “MiniMax Files: Add Connection…”."
        : `There is no connection named ${named ?? ""}. There are: ${names}.`,
    );
  }
  return connection;
}

/** An id as a model gives it: text, since a number would lose digits. @throws Error */
export function fileIdOf(text: string): FileId {
  if (!isFileId(text)) {
    throw new Error('file_id must be a string of decimal digits, such as "361721749176519".');
  }
  return text;
}

/** A short answer in the platform's own field names, ids as text and exact. */
export function answer(content: JsonObject): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(content))]);
}

export function recordAnswer({ id, filename, purpose, size, createdAt }: FileRecord): JsonObject {
  return {
    file_id: id,
    ...(filename === "" ? {} : { filename }),
    ...(purpose === "" ? {} : { purpose }),
    ...(size === undefined ? {} : { bytes: size }),
    ...(createdAt === undefined ? {} : { created_at: createdAt }),
  };
}

/** Runs a call so that its failure says what to do, to the model and to the user who reads along. */
export async function explained<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A plain error has been put into words already.
    if (isCancellation(error) || !(error instanceof Error) || error.name === "Error") {
      throw error;
    }
    const { message, remedy } = describeError(error, connection);
    throw new Error(`${message} ${remedy}`, { cause: error });
  }
}

/** What one retrieve costs, as a sentence of a confirmation; `undefined` where it is free. */
export function costText(connection: Connection, { formats }: ToolWorld): string | undefined {
  const dollars = retrievePrice(connection);
  return dollars === 0
    ? undefined
    : vscode.l10n.t(
        "{0} charges {1} for this call.",
        connection.name,
        formats.money(Math.round(dollars * 1_000_000)),
      );
}

/** Asks the user. Names come from elsewhere, so they enter as text and not as Markdown. */
export function confirmation(
  title: string,
  lines: readonly (string | undefined)[],
): vscode.LanguageModelToolConfirmationMessages {
  const message = new vscode.MarkdownString();
  for (const line of lines.filter((text) => text !== undefined)) {
    message.appendText(line).appendMarkdown("\n\n");
  }
  return { title, message };
}
