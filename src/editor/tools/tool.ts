import * as vscode from "vscode";
import { isFileId } from "../../platform/fileId.ts";
import type { FileId, FileRecord } from "../../platform/fileRecord.ts";
import { displayText, unlinked } from "../../shared/displayText.ts";
import type { Formats } from "../../shared/format.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Guard } from "../../shared/guard.ts";
import type { JsonObject } from "../../shared/jsonValue.ts";
import { withSignal } from "../cancellation.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError } from "../errorText.ts";
import { TransferFailedError, type FileOperations } from "../fileOperations.ts";
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

/** What a tool does with its input. */
interface ToolParts<T> {
  /** What VS Code shows and asks before the call. */
  readonly prepare: (input: T) => vscode.ProviderResult<vscode.PreparedToolInvocation>;
  readonly run: (input: T, signal: AbortSignal) => Promise<vscode.LanguageModelToolResult>;
}

/** A tool whose input is checked first: VS Code gives the schema to the model, and does not enforce it. */
export function tool<T extends ToolInput>(
  isInput: Guard<T>,
  { prepare, run }: ToolParts<T>,
): vscode.LanguageModelTool<T> {
  const checked = (input: unknown): T => {
    if (!isInput(input)) {
      throw new Error("The input does not match the tool's schema.");
    }
    return input;
  };
  return {
    prepareInvocation: ({ input }) => prepare(checked(input)),
    invoke: ({ input }, token) => withSignal(token, (signal) => run(checked(input), signal)),
  };
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

/** How many questions may be open: one that is never answered stays. */
const mostQuestions = 100;

/**
 * The connections that the questions of a tool have named: the user may make another one the active one before the
 * answer, and the answer is none for that.
 */
export class AskedConnections {
  readonly #world: ToolWorld;
  /** Connections' ids by the input of the call. */
  readonly #asked = new Map<string, string>();

  constructor(world: ToolWorld) {
    this.#world = world;
  }

  /** The connection to ask about. @throws Error that names those there are */
  ask(input: ToolInput): Connection {
    const connection = connectionOf(this.#world, input);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size >= mostQuestions && oldest !== undefined) {
      this.#asked.delete(oldest);
    }
    this.#asked.set(JSON.stringify(input), connection.id);
    return connection;
  }

  /** The connection that was asked about. @throws Error if it is gone */
  answered(input: ToolInput): Connection {
    const key = JSON.stringify(input);
    const id = this.#asked.get(key);
    this.#asked.delete(key);
    return connectionOf(this.#world, id === undefined ? input : { connection: id });
  }
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
    if (isCancellation(error) || !(error instanceof Error) || TransferFailedError.is(error)) {
      throw error;
    }
    const { message, remedy } = describeError(error, connection);
    throw new Error(`${message} ${remedy}`, { cause: error });
  }
}

/** What one retrieve costs, as a sentence of a confirmation; `undefined` where it is free. */
export function costText(
  connection: Connection,
  { formats }: ToolWorld,
  { hasLink = false }: { readonly hasLink?: boolean } = {},
): string | undefined {
  const dollars = retrievePrice(connection);
  if (dollars === 0) {
    return undefined;
  }
  const price = formats.money(Math.round(dollars * 1_000_000));
  return hasLink
    ? vscode.l10n.t(
        "Free while the link from an earlier call works; for a new one {0} charges {1}.",
        connection.name,
        price,
      )
    : vscode.l10n.t("{0} charges {1} for this call.", connection.name, price);
}

/** Words of a server or an agent for a line of a confirmation: neither a second line nor a link comes of them. */
export function foreignText(text: string): string {
  return unlinked(displayText(text));
}

/**
 * Asks the user. Names come from elsewhere, so they enter the lines, as text and not as Markdown, and never the title,
 * of which VS Code does not promise how it reads it.
 */
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
