import * as vscode from "vscode";
import { withSignal } from "../cancellation.ts";
import {
  answer,
  confirmation,
  connectionOf,
  costText,
  explained,
  fileIdOf,
  recordAnswer,
  type ToolInput,
  type ToolWorld,
} from "./tool.ts";

export interface RetrieveFileInput extends ToolInput {
  readonly file_id: string;
  /** Whether the answer holds the download link, which serves whoever has it. */
  readonly include_link?: boolean;
}

/** Retrieves one file. Asks where that costs money, and before a link goes into the conversation. */
export function retrieveFileTool(world: ToolWorld): vscode.LanguageModelTool<RetrieveFileInput> {
  return {
    prepareInvocation: ({ input }) => {
      const connection = connectionOf(world, input);
      const cost = costText(connection, world);
      const link =
        input.include_link === true
          ? vscode.l10n.t(
              "The answer holds a signed download link: whoever has it can download the file until it expires.",
            )
          : undefined;
      const invocationMessage = vscode.l10n.t("Retrieving MiniMax file {0}", input.file_id);
      return cost === undefined && link === undefined
        ? { invocationMessage }
        : {
            invocationMessage,
            confirmationMessages: confirmation(
              vscode.l10n.t("Retrieve MiniMax file {0} from {1}?", input.file_id, connection.name),
              [cost, link],
            ),
          };
    },
    invoke: async ({ input }, token) => {
      const connection = connectionOf(world, input);
      const id = fileIdOf(input.file_id);
      const { file, link } = await withSignal(token, (signal) =>
        explained(connection, () => world.files.retrieve(connection, id, signal)),
      );
      return answer({
        connection: connection.name,
        ...recordAnswer(file),
        link_expires_at: link?.expiresAt ?? null,
        ...(input.include_link === true ? { download_url: link?.url.href ?? null } : {}),
      });
    },
  };
}
