import * as vscode from "vscode";

/** Characters: a whole copied document is not meant, and may hold many ids. */
const longest = 4096;

/**
 * What the user has selected in the editor, or else copied, to fill a question with; "" for what is too long. In a
 * browser the clipboard is left alone: where the page may not read it, VS Code shows an error, and whatever waits for
 * the text waits until that is answered.
 */
export async function selectedOrCopied(): Promise<string> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? "";
  const mayBeCopied = selected === "" && vscode.env.uiKind === vscode.UIKind.Desktop;
  const text = mayBeCopied ? await vscode.env.clipboard.readText() : selected;
  return text.length <= longest ? text : "";
}
