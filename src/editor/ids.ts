/**
 * Every id that `package.json` and the code share. `test/unit/manifest/manifest.test.ts` holds the two against each
 * other in both directions.
 */

export const extensionId = "minimax-files.minimax-files";

export const viewIds = {
  files: "minimaxFiles.files",
  transfers: "minimaxFiles.transfers",
  tasks: "minimaxFiles.tasks",
} as const;

/** The commands of rows: nothing but a row of ours leads to them, so they are registered with the first rows. */
export const rowCommandIds = {
  refreshConnection: "minimaxFiles.refreshConnection",
  loadMore: "minimaxFiles.loadMore",
  showMetadata: "minimaxFiles.showMetadata",
  open: "minimaxFiles.open",
  openExternally: "minimaxFiles.openExternally",
  compareWith: "minimaxFiles.compareWith",
  extractArchive: "minimaxFiles.extractArchive",
  download: "minimaxFiles.download",
  downloadTo: "minimaxFiles.downloadTo",
  uploadToGroup: "minimaxFiles.uploadToGroup",
  cancelTransfer: "minimaxFiles.cancelTransfer",
  pauseTransfer: "minimaxFiles.pauseTransfer",
  resumeTransfer: "minimaxFiles.resumeTransfer",
  retryTransfer: "minimaxFiles.retryTransfer",
  openTransfer: "minimaxFiles.openTransfer",
  revealTransfer: "minimaxFiles.revealTransfer",
  copyTransferPath: "minimaxFiles.copyTransferPath",
  removeTransfer: "minimaxFiles.removeTransfer",
  copyId: "minimaxFiles.copyId",
  delete: "minimaxFiles.delete",
  copyLink: "minimaxFiles.copyLink",
  copyAsCurl: "minimaxFiles.copyAsCurl",
  copyAsPython: "minimaxFiles.copyAsPython",
  copyAsTypeScript: "minimaxFiles.copyAsTypeScript",
  rememberFile: "minimaxFiles.rememberFile",
  forgetFile: "minimaxFiles.forgetFile",
  exportChosen: "minimaxFiles.exportChosen",
  verify: "minimaxFiles.verify",
  stopTask: "minimaxFiles.stopTask",
  watchTaskAgain: "minimaxFiles.watchTaskAgain",
  removeTask: "minimaxFiles.removeTask",
  showTaskFile: "minimaxFiles.showTaskFile",
  copyTaskId: "minimaxFiles.copyTaskId",
} as const;

/** All other commands: VS Code must know them as soon as it has started us. */
export const generalCommandIds = {
  addConnection: "minimaxFiles.addConnection",
  manageConnections: "minimaxFiles.manageConnections",
  renameConnection: "minimaxFiles.renameConnection",
  enterKey: "minimaxFiles.enterKey",
  removeConnection: "minimaxFiles.removeConnection",
  diagnoseConnection: "minimaxFiles.diagnoseConnection",
  startSandbox: "minimaxFiles.startSandbox",
  startSandboxAs: "minimaxFiles.startSandboxAs",
  stopSandbox: "minimaxFiles.stopSandbox",
  resetSandbox: "minimaxFiles.resetSandbox",
  misbehaveSandbox: "minimaxFiles.misbehaveSandbox",
  copySandboxEndpoint: "minimaxFiles.copySandboxEndpoint",
  startSampleTask: "minimaxFiles.startSampleTask",
  refresh: "minimaxFiles.refresh",
  filter: "minimaxFiles.filter",
  clearFilter: "minimaxFiles.clearFilter",
  find: "minimaxFiles.find",
  groupByPurpose: "minimaxFiles.groupByPurpose",
  groupByPurposeChosen: "minimaxFiles.groupByPurposeChosen",
  groupByType: "minimaxFiles.groupByType",
  groupByTypeChosen: "minimaxFiles.groupByTypeChosen",
  groupByDate: "minimaxFiles.groupByDate",
  groupByDateChosen: "minimaxFiles.groupByDateChosen",
  groupByNone: "minimaxFiles.groupByNone",
  groupByNoneChosen: "minimaxFiles.groupByNoneChosen",
  sortByName: "minimaxFiles.sortByName",
  sortByNameChosen: "minimaxFiles.sortByNameChosen",
  sortBySize: "minimaxFiles.sortBySize",
  sortBySizeChosen: "minimaxFiles.sortBySizeChosen",
  sortByDate: "minimaxFiles.sortByDate",
  sortByDateChosen: "minimaxFiles.sortByDateChosen",
  sortAscending: "minimaxFiles.sortAscending",
  sortAscendingChosen: "minimaxFiles.sortAscendingChosen",
  sortDescending: "minimaxFiles.sortDescending",
  sortDescendingChosen: "minimaxFiles.sortDescendingChosen",
  retrieveById: "minimaxFiles.retrieveById",
  saveCopy: "minimaxFiles.saveCopy",
  clearCache: "minimaxFiles.clearCache",
  downloadHere: "minimaxFiles.downloadHere",
  upload: "minimaxFiles.upload",
  cancelAllTransfers: "minimaxFiles.cancelAllTransfers",
  retryFailedTransfers: "minimaxFiles.retryFailedTransfers",
  clearTransfers: "minimaxFiles.clearTransfers",
  usage: "minimaxFiles.usage",
  exportList: "minimaxFiles.exportList",
  watchTask: "minimaxFiles.watchTask",
  clearTasks: "minimaxFiles.clearTasks",
  followId: "minimaxFiles.followId",
  showLog: "minimaxFiles.showLog",
  openWalkthrough: "minimaxFiles.openWalkthrough",
} as const;

export const commandIds = { ...generalCommandIds, ...rowCommandIds } as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const settingIds = {
  transport: "minimaxFiles.network.transport",
  downloadFolder: "minimaxFiles.download.folder",
  downloadNaming: "minimaxFiles.download.naming",
  transferConcurrency: "minimaxFiles.transfer.concurrency",
  connectionsPerFile: "minimaxFiles.transfer.connectionsPerFile",
  tasksStopAfter: "minimaxFiles.tasks.stopAfter",
  tasksDownloadWhenDone: "minimaxFiles.tasks.downloadWhenDone",
  linksDocuments: "minimaxFiles.links.documents",
  linksCodeLens: "minimaxFiles.links.codeLens",
  linksTerminal: "minimaxFiles.links.terminal",
  openAskAbove: "minimaxFiles.open.askAbove",
  cacheSize: "minimaxFiles.cache.size",
  retrievePrice: "minimaxFiles.cost.retrievePrice",
  customRetrievePrice: "minimaxFiles.cost.customRetrievePrice",
  costAskAbove: "minimaxFiles.cost.askAbove",
} as const;

/** The tools for agents, as models know them. */
export const toolIds = {
  listFiles: "list_minimax_files",
  retrieveFile: "retrieve_minimax_file",
  downloadFile: "download_minimax_file",
  uploadFile: "upload_minimax_file",
  watchTask: "watch_minimax_task",
} as const;

export type ToolId = (typeof toolIds)[keyof typeof toolIds];

export const contextKeys = {
  /** The state that the files view shows when it has no rows: see `FilesViewState`. */
  filesViewState: "minimaxFiles.filesViewState",
  sandboxRunning: "minimaxFiles.sandboxRunning",
  accountConnected: "minimaxFiles.accountConnected",
  /** What the view's menus tick: see `ViewOptions`. */
  groupBy: "minimaxFiles.groupBy",
  sortBy: "minimaxFiles.sortBy",
  sortDirection: "minimaxFiles.sortDirection",
  filtered: "minimaxFiles.filtered",
  /** Rows of the files view are selected that can be downloaded. */
  filesSelected: "minimaxFiles.filesSelected",
} as const;

export const panelViewType = "minimaxFiles.metadata";

/** As `workbench.action.openWalkthrough` wants it. */
export const walkthroughId = `${extensionId}#start`;
