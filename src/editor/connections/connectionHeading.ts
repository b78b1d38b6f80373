import * as vscode from "vscode";
import { providers } from "../../platform/providers.ts";
import type { Connection } from "./connection.ts";

/** The head of a connection's tooltip: its name and where it leads. */
export function connectionHeading({ name, provider, origin }: Connection): vscode.MarkdownString {
  return new vscode.MarkdownString(undefined, true)
    .appendMarkdown("**")
    .appendText(name)
    .appendMarkdown("**\n\n$(globe) ")
    .appendText(`${providers[provider].name} · ${origin}`)
    .appendMarkdown("  \n");
}
