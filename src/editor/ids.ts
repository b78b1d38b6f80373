/**
 * Every id that `package.json` and the code share. `test/unit/manifest.test.ts` holds the two against each
 * other in both directions.
 */

export const extensionId = "minimax-files.minimax-files";

export const viewIds = {
  files: "minimaxFiles.files",
  transfers: "minimaxFiles.transfers",
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
  loadMore: "minimaxFiles.loadMore",
  retrieveById: "minimaxFiles.retrieveById",
  showMetadata: "minimaxFiles.showMetadata",
  download: "minimaxFiles.download",
  downloadTo: "minimaxFiles.downloadTo",
  cancelTransfer: "minimaxFiles.cancelTransfer",
  pauseTransfer: "minimaxFiles.pauseTransfer",
  resumeTransfer: "minimaxFiles.resumeTransfer",
  retryTransfer: "minimaxFiles.retryTransfer",
  openTransfer: "minimaxFiles.openTransfer",
  revealTransfer: "minimaxFiles.revealTransfer",
  copyTransferPath: "minimaxFiles.copyTransferPath",
  removeTransfer: "minimaxFiles.removeTransfer",
  cancelAllTransfers: "minimaxFiles.cancelAllTransfers",
  retryFailedTransfers: "minimaxFiles.retryFailedTransfers",
  clearTransfers: "minimaxFiles.clearTransfers",
  copyId: "minimaxFiles.copyId",
  showLog: "minimaxFiles.showLog",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const settingIds = {
  transport: "minimaxFiles.network.transport",
  downloadFolder: "minimaxFiles.download.folder",
  downloadNaming: "minimaxFiles.download.naming",
  transferConcurrency: "minimaxFiles.transfer.concurrency",
  connectionsPerFile: "minimaxFiles.transfer.connectionsPerFile",
} as const;

export const contextKeys = {
  /** The state that the files view shows when it has no rows: see `FilesViewState`. */
  filesViewState: "minimaxFiles.filesViewState",
  sandboxRunning: "minimaxFiles.sandboxRunning",
} as const;

export const panelViewType = "minimaxFiles.metadata";
