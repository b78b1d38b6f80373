import type * as vscode from "vscode";
import { toolIds, type ToolId } from "../ids.ts";
import { downloadFileTool } from "./downloadFile.ts";
import { listFilesTool } from "./listFiles.ts";
import { retrieveFileTool } from "./retrieveFile.ts";
import { uploadFileTool } from "./uploadFile.ts";
import { watchTaskTool, type WatchTaskWorld } from "./watchTask.ts";

/** One tool for every id of `package.json`: the compiler refuses a missing one. */
export type Tools = Readonly<Record<ToolId, vscode.LanguageModelTool<object>>>;

/** The tools for agents. Deletion is not among them: it cannot be undone. */
export function createTools(world: WatchTaskWorld): Tools {
  return {
    [toolIds.listFiles]: listFilesTool(world),
    [toolIds.retrieveFile]: retrieveFileTool(world),
    [toolIds.downloadFile]: downloadFileTool(world),
    [toolIds.uploadFile]: uploadFileTool(world),
    [toolIds.watchTask]: watchTaskTool(world),
  };
}
