import * as vscode from "vscode";

/** Copies the lines. Without any, a command that was called for nothing leaves the clipboard alone. */
export async function copyLines(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) {
    await vscode.env.clipboard.writeText(lines.join("\n"));
  }
}
