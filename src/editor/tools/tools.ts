import * as vscode from "vscode";
import type { Disposable } from "../../shared/disposable.ts";
import { toolIds } from "../ids.ts";
import { downloadFileTool } from "./downloadFile.ts";
import { listFilesTool } from "./listFiles.ts";
import { retrieveFileTool } from "./retrieveFile.ts";
import { uploadFileTool } from "./uploadFile.ts";
import { watchTaskTool, type WatchTaskWorld } from "./watchTask.ts";

/** The tools for agents. Deletion is not among them: it cannot be undone. */
export function registerTools(world: WatchTaskWorld): Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool(toolIds.listFiles, listFilesTool(world)),
    vscode.lm.registerTool(toolIds.retrieveFile, retrieveFileTool(world)),
    vscode.lm.registerTool(toolIds.downloadFile, downloadFileTool(world)),
    vscode.lm.registerTool(toolIds.uploadFile, uploadFileTool(world)),
    vscode.lm.registerTool(toolIds.watchTask, watchTaskTool(world)),
  );
}
