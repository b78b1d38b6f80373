/**
 * Every id that `package.json` and the code share. `test/unit/manifest.test.ts` holds the two against each
 * other in both directions.
 */

export const extensionId = "minimax-files.minimax-files";

export const viewIds = {
  files: "minimaxFiles.files",
} as const;

export const commandIds = {
  addConnection: "minimaxFiles.addConnection",
  manageConnections: "minimaxFiles.manageConnections",
  renameConnection: "minimaxFiles.renameConnection",
  enterKey: "minimaxFiles.enterKey",
  removeConnection: "minimaxFiles.removeConnection",
  startSandbox: "minimaxFiles.startSandbox",
  stopSandbox: "minimaxFiles.stopSandbox",
  refresh: "minimaxFiles.refresh",
  retrieveById: "minimaxFiles.retrieveById",
  showMetadata: "minimaxFiles.showMetadata",
  download: "minimaxFiles.download",
  copyId: "minimaxFiles.copyId",
  showLog: "minimaxFiles.showLog",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const settingIds = {
  transport: "minimaxFiles.network.transport",
  downloadFolder: "minimaxFiles.download.folder",
} as const;

export const contextKeys = {
  /** The state that the files view shows when it has no rows: see `FilesViewState`. */
  filesViewState: "minimaxFiles.filesViewState",
  sandboxRunning: "minimaxFiles.sandboxRunning",
} as const;

export const panelViewType = "minimaxFiles.metadata";
