import * as vscode from "vscode";
import { isBoolean, isObject, isOptional, isString } from "../../shared/guard.ts";
import {
  answer,
  AskedConnections,
  confirmation,
  costText,
  explained,
  fileIdOf,
  recordAnswer,
  tool,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";

interface RetrieveFileInput extends ToolInput {
  readonly file_id: string;
  /** Whether the answer holds the download link, which serves whoever has it. */
  readonly include_link?: boolean | undefined;
}

const isRetrieveFileInput = isObject<RetrieveFileInput>({
  file_id: isString,
  include_link: isOptional(isBoolean),
  connection: isOptional(isString),
});

/** Retrieves one file. Asks where that costs money, and before a link goes into the conversation. */
export function retrieveFileTool(world: ToolWorld): vscode.LanguageModelTool<RetrieveFileInput> {
  const connections = new AskedConnections(world);
  return tool(isRetrieveFileInput, {
    prepare: (input) => {
      const connection = connections.ask(input);
      const id = fileIdOf(input.file_id);
      const cost = costText(connection, world);
      const link =
        input.include_link === true
          ? vscode.l10n.t(
              "The answer holds a signed download link: whoever has it can download the file until it expires.",
            )
          : undefined;
      const invocationMessage = vscode.l10n.t("Retrieving MiniMax file {0}", id);
      return cost === undefined && link === undefined
        ? { invocationMessage }
        : {
            invocationMessage,
            confirmationMessages: confirmation(
              vscode.l10n.t("Retrieve MiniMax file {0} from {1}?", id, connection.name),
              [cost, link],
            ),
          };
    },
    run: async (input, signal) => {
      const connection = connections.answered(input);
      const id = fileIdOf(input.file_id);
      const { file, link } = await explained(connection, () => world.files.retrieve(connection, id, signal));
      return answer({
        connection: connection.name,
        ...recordAnswer(file),
        link_expires_at: link?.expiresAt ?? null,
        ...(input.include_link === true ? { download_url: link?.url.href ?? null } : {}),
      });
    },
  });
}
