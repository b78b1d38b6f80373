import * as vscode from "vscode";

/**
 * Shows a file where the user looks for files: in VS Code's Explorer if it is in the workspace, else in the system's. The
 * system of a browser's window, or of one that works on another machine, cannot see it: it is opened there.
 */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(revealCommand(uri), uri);
}

function revealCommand(uri: vscode.Uri): "revealInExplorer" | "revealFileInOS" | "vscode.open" {
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    return "revealInExplorer";
  }
  const isOnUsersMachine = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  return isOnUsersMachine ? "revealFileInOS" : "vscode.open";
}
