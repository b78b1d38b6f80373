import * as vscode from "vscode";
import { extensionOf, fileTypeOf } from "../../catalog/fileKind.ts";

/** Who shows a file. */
export type Viewer =
  /** VS Code itself, or an extension that has an editor for it. */
  | "editor"
  /** We list what is in it. */
  | "archive"
  /** Nobody here: another program, after a download. */
  | "elsewhere";

/** Who shows a file of this name, judged by its extension. */
export function viewerOf(name: string): Viewer {
  if (isTar(name)) {
    return "archive";
  }
  return fileTypeOf(name).editor !== "none" || hasCustomEditor(name) ? "editor" : "elsewhere";
}

export function isTar(name: string): boolean {
  return extensionOf(name) === "tar";
}

/** Whether an installed extension has an editor that opens files of this extension by default, as for pdf. */
function hasCustomEditor(name: string): boolean {
  const extension = extensionOf(name);
  return (
    extension !== "" &&
    vscode.extensions.all.some(({ packageJSON }) => customEditorPatterns(packageJSON).has(`*.${extension}`))
  );
}

/** The patterns of a manifest's custom editors, in lower case and without a leading `**` folder. */
function customEditorPatterns(manifest: unknown): ReadonlySet<string> {
  const editors = list(field(field(manifest, "contributes"), "customEditors"));
  return new Set(
    editors
      .filter((editor) => field(editor, "priority") !== "option")
      .flatMap((editor) => list(field(editor, "selector")))
      .map((selector) => field(selector, "filenamePattern"))
      .filter((pattern) => typeof pattern === "string")
      .map((pattern) => pattern.toLowerCase().replace(/^\*\*\//, "")),
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What a program of the machine may be handed: nothing that could be run in place of being shown. */
export function isSafeToHandOver(name: string): boolean {
  const active = new Set(["html", "svg", "xml"]);
  return fileTypeOf(name).kind !== "other" && !active.has(extensionOf(name));
}
