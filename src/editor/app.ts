import * as vscode from "vscode";
import { naturalKeys } from "../catalog/naturalKey.ts";
import { SortedRows } from "../catalog/sortedRows.ts";
import { CapabilityStore } from "./capabilityStore.ts";
import { createApiCalls, type ApiCalls } from "./api.ts";
import { registerCommands, type CommandHandlers } from "./commands.ts";
import { connectionCommands } from "./connections/connectionCommands.ts";
import type { ConnectionTooltips } from "./connections/connectionStatusBar.ts";
import { connectionTooltip } from "./connections/connectionTooltip.ts";
import type { ConnectionStore } from "./connections/connectionStore.ts";
import { forgetTraces } from "./connections/forgetTraces.ts";
import type { KeyStore } from "./connections/keyStore.ts";
import { warnOfKeyring } from "./connections/warnOfKeyring.ts";
import { diagnoseCommands } from "./diagnose/diagnoseCommand.ts";
import type { ReportDocuments } from "./diagnose/reportDocuments.ts";
import { deleteAsked, deleteCommands, type DeleteContext } from "./delete/deleteCommand.ts";
import type { Views } from "./entry/views.ts";
import { ChosenFiles } from "./explorer/chosenFiles.ts";
import { ConnectionFiles } from "./explorer/connectionFiles.ts";
import { ConnectionTree } from "./explorer/connectionTree.ts";
import { copyCommands } from "./explorer/copyCommands.ts";
import { explorerCommands } from "./explorer/explorerCommands.ts";
import { DroppedFiles } from "./explorer/droppedFiles.ts";
import { FileDecorations } from "./explorer/fileDecorations.ts";
import { FileLibrary } from "./explorer/fileLibrary.ts";
import { FilesDragAndDrop } from "./explorer/filesDragAndDrop.ts";
import { FilesTree } from "./explorer/filesTree.ts";
import { FilesView } from "./explorer/filesView.ts";
import { LastSeen } from "./explorer/lastSeen.ts";
import { rememberCommands } from "./explorer/rememberCommands.ts";
import { OwnNodes, type FilesNode } from "./explorer/treeNodes.ts";
import { viewCommands } from "./explorer/viewCommands.ts";
import { ViewOptionsStore } from "./explorer/viewOptionsStore.ts";
import { FileOperations } from "./fileOperations.ts";
import { namedFile } from "./fileUri.ts";
import type { FileReads } from "./fileSystem/platformFileSystem.ts";
import { commandIds, rowCommandIds } from "./ids.ts";
import { createLinks, type Links } from "./links/links.ts";
import { inventoryCommands } from "./inventory/inventoryCommands.ts";
import type { RedactingLog } from "./log.ts";
import { MetadataPanels } from "./metadata/metadataPanels.ts";
import { panelHandlers } from "./metadata/panelHandlers.ts";
import { Network } from "./network.ts";
import { createOpening } from "./open/opening.ts";
import { Platforms } from "./platforms.ts";
import {
  retrieveAgain,
  retrieveCommands,
  showMetadata,
  type RetrieveContext,
} from "./retrieve/retrieveCommands.ts";
import { Retriever } from "./retrieve/retriever.ts";
import { verifyLink } from "./retrieve/verifyLink.ts";
import { SandboxHost } from "./sandbox/sandboxHost.ts";
import { SandboxStatusBar } from "./sandbox/sandboxStatusBar.ts";
import { sandboxCommands } from "./sandbox/sandboxCommands.ts";
import { createTasks } from "./tasks/tasks.ts";
import type { TaskNode } from "./tasks/tasksTree.ts";
import { createTools, type Tools } from "./tools/tools.ts";
import { chooseDownloadFolder } from "./transfers/destination.ts";
import { downloadFiles } from "./transfers/downloadCommand.ts";
import { createFailureText } from "./transfers/failureText.ts";
import { createMayGoOn } from "./transfers/mayGoOn.ts";
import { transferCommands } from "./transfers/transferCommands.ts";
import { createTransferRunner } from "./transfers/transferRunner.ts";
import { Transfers } from "./transfers/transfers.ts";
import { TransfersTree, type TransferNode } from "./transfers/transfersTree.ts";
import { uploadFiles } from "./transfers/uploadCommand.ts";
import { uploadCommands } from "./transfers/uploadCommands.ts";
import { uploadsOffered } from "./transfers/uploadsOffered.ts";
import { LedgerStore } from "./usage/ledgerStore.ts";
import { usageCommands } from "./usage/usageCommand.ts";
import { walkthroughCommands } from "./walkthrough.ts";
import type { FileId } from "../platform/fileRecord.ts";
import { Calendar } from "../shared/calendar.ts";
import { systemClock } from "../shared/clock.ts";
import { DisposableStore, type Disposable } from "../shared/disposable.ts";
import { makeFormats } from "../shared/format.ts";

/** What the entry has made already. */
interface AppParts {
  readonly context: vscode.ExtensionContext;
  readonly keys: KeyStore;
  readonly store: ConnectionStore;
  readonly views: Views;
  readonly reports: ReportDocuments;
  readonly log: RedactingLog;
}

/** What stands behind everything that the entry has told VS Code of. */
export interface App extends Disposable {
  readonly rows: {
    readonly files: vscode.TreeDataProvider<FilesNode>;
    readonly transfers: vscode.TreeDataProvider<TransferNode>;
    readonly tasks: vscode.TreeDataProvider<TaskNode>;
  };
  readonly dragAndDrop: Required<vscode.TreeDragAndDropController<FilesNode>>;
  readonly commands: CommandHandlers;
  readonly tooltips: ConnectionTooltips;
  readonly files: FileReads;
  readonly panels: vscode.WebviewPanelSerializer;
  readonly links: Links;
  readonly tools: Tools;
  readonly api: ApiCalls;
  /** Interrupts the transfers, and resolves when they can go on in the next session. */
  readonly close: () => Promise<void>;
}

/** Builds the collaborators: a list, from the floors below to the surfaces above. */
export function createApp({ context, keys, store, views, reports, log }: AppParts): App {
  const owned = new DisposableStore();
  const own = <T extends Disposable>(part: T): T => owned.add(part);
  const clock = systemClock;
  const formats = makeFormats(vscode.env.language);

  const network = own(new Network(log));
  const calendar = new Calendar(undefined);
  const ledger = own(new LedgerStore({ state: context.globalState, calendar, clock }));
  const capabilities = own(new CapabilityStore(context.globalState));
  own(forgetTraces({ store, state: context.globalState, ledger, capabilities }));
  const platforms = new Platforms({
    keys,
    capabilities,
    network,
    clock,
    log,
    isKept: ({ id }) => store.find(id) !== undefined,
    onPaidCall: (connection, call) => void ledger.record(connection, call),
  });
  const sandbox = own(
    new SandboxHost({
      store,
      state: context.globalState,
      folder: context.globalStorageUri,
      mediaFolder: vscode.Uri.joinPath(context.extensionUri, "media", "sandbox"),
      log,
    }),
  );

  const facts = { capabilities, ledger, formats, sandbox };

  const lastSeen = new LastSeen(context.globalState, clock);
  const library = own(
    new FileLibrary(
      store,
      (connection) =>
        new ConnectionFiles({
          connection,
          platform: platforms.of(connection),
          mayList: () => capabilities.mayOffer(connection, "list"),
          newSince: () => lastSeen.newSince,
          state: context.globalState,
          clock,
        }),
    ),
  );
  const collator = new Intl.Collator(vscode.env.language, { numeric: true });
  const rows = new SortedRows({ collator, keys: naturalKeys(collator) });
  const ownNodes = new OwnNodes();
  const options = own(new ViewOptionsStore(context.globalState));
  const tree = own(
    new FilesTree({
      library,
      own: ownNodes,
      createTree: (files) => new ConnectionTree({ files, options, rows, own: ownNodes, calendar, clock }),
      items: { store, formats, facts, clock },
    }),
  );
  own(new FileDecorations({ library, formats, clock }));
  const dragAndDrop = new FilesDragAndDrop({
    store,
    tree,
    upload: async (connection, uris, purpose) => {
      if (uploadsOffered(platforms, connection)) {
        await uploadFiles(uploads, connection, uris, purpose);
      }
    },
    dropped: new DroppedFiles({
      folder: vscode.Uri.joinPath(context.globalStorageUri, "dropped"),
      isWaiting: (path) =>
        transfers.queue.transfers.some(
          ({ job, state }) => job.kind === "upload" && job.path === path && state.kind !== "done",
        ),
      clock,
    }),
  });
  const filesView = own(
    new FilesView({ store, library, tree, options, lastSeen, formats, view: views.files }),
  );
  const chosen = new ChosenFiles({ store, tree, view: filesView, own: ownNodes });

  const retriever = new Retriever({ platforms, library, clock });
  const describeFailure = createFailureText(store, formats);
  const mayGoOn = createMayGoOn({ store, retriever, formats });
  const transfers = own(
    new Transfers({
      run: createTransferRunner({ store, platforms, library, retriever, network, clock, log }),
      state: context.workspaceState,
      clock,
      log,
    }),
  );
  const downloads = {
    transfers,
    formats,
    describeFailure,
    mayGoOn,
    chooseFolder: chooseDownloadFolder,
    storage: context.globalStorageUri,
  };
  const uploads = { transfers, library, formats, describeFailure, mayGoOn, log };
  const panels = own(
    new MetadataPanels({
      extensionUri: context.extensionUri,
      actions: panelHandlers({
        store,
        retriever,
        library,
        downloads,
        open: (file) => opening.open(file),
        openExternally: (file) => opening.openExternally(file),
        retrieve: (file) => retrieveAgain(retrieving, file),
        verify: (file) => verifyLink(retrieving, network, file),
        remove: (file) => deleteAsked(deleting, [file]),
      }),
      offers: (connection, operation) => platforms.offers(connection, operation),
      formats,
      clock,
      log,
    }),
  );
  /** Rows, panels and editors learn that files are gone, without a call. */
  const noteDeleted = async (connectionId: string, ids: ReadonlySet<FileId>): Promise<void> => {
    const files = library.find(connectionId);
    const records = [...ids].flatMap((id) => files?.catalog.get(id)?.record ?? []);
    const gone = records.map((record) => namedFile(connectionId, record));
    await files?.drop(ids);
    for (const file of gone) {
      panels.close(file);
    }
    await opening.noteDeleted(gone);
  };
  const deleting: DeleteContext = { platforms, formats, onDeleted: noteDeleted };
  const retrieving: RetrieveContext = {
    store,
    retriever,
    tree,
    view: filesView,
    own: ownNodes,
    panels,
    formats,
  };
  const opening = own(
    createOpening({
      world: { platforms, retriever, network, clock, log },
      store,
      library,
      own: ownNodes,
      selection: () => filesView.selection,
      downloads,
      showMetadata: (file) => showMetadata(retrieving, file),
      formats,
      state: context.globalState,
      cacheFolder: vscode.Uri.joinPath(context.globalStorageUri, "cache"),
    }),
  );
  const tasks = own(
    createTasks({
      view: views.tasks,
      store,
      platforms,
      library,
      retriever,
      reveal: (file) => filesView.reveal(file),
      show: (file) => showMetadata(retrieving, file),
      download: (wishes, conflict) => downloadFiles(downloads, wishes, conflict),
      state: context.globalState,
      formats,
      clock,
      log,
    }),
  );
  const links = createLinks({
    store,
    library,
    retriever,
    show: (file) => showMetadata(retrieving, file),
    open: (file) => opening.open(file),
    reveal: (file) => filesView.reveal(file, { showsView: true }),
    download: (wishes) => downloadFiles(downloads, wishes),
    formats,
    clock,
  });
  const transfersTree = own(
    new TransfersTree({ view: views.transfers, transfers, formats, describeFailure }),
  );

  const operations = new FileOperations({
    store,
    platforms,
    library,
    retriever,
    transfers,
    describeFailure,
  });
  own(new SandboxStatusBar(sandbox));
  own(warnOfKeyring(keys));
  const commands: CommandHandlers = {
    ...connectionCommands({
      store,
      validate: (connection, key, signal) => platforms.validate(connection, key, signal),
      startSandbox: () => sandbox.start(),
    }),
    ...diagnoseCommands({
      store,
      network,
      platforms,
      retriever,
      documents: reports,
      clock,
      log,
    }),
    ...sandboxCommands({
      sandbox,
      watch: (connection, taskId) => tasks.watch(connection, "video", taskId),
      onResetting: tasks.forget,
      onReset: async (connectionId) => {
        await noteDeleted(connectionId, new Set(library.find(connectionId)?.catalog.keys()));
      },
    }),
    ...explorerCommands({ tree, view: filesView, chosen, downloads }),
    ...viewCommands({ options, calendar }),
    ...copyCommands({ chosen, retriever, formats }),
    ...rememberCommands({ chosen, library, formats, clock }),
    ...deleteCommands({ ...deleting, chosen }),
    ...inventoryCommands({ chosen, retriever, network, clock, formats }),
    ...usageCommands({ store, ledger, formats }),
    ...retrieveCommands(retrieving),
    ...opening.commands,
    ...uploadCommands({
      store,
      platforms,
      tree,
      view: filesView,
      own: ownNodes,
      uploads,
    }),
    ...transferCommands(transfers, transfersTree, mayGoOn),
    ...tasks.commands,
    ...links.commands,
    ...walkthroughCommands,
    [commandIds.showLog]: () => {
      log.show();
    },
  };
  own(registerCommands(Object.values(rowCommandIds), () => commands, log));
  return {
    rows: { files: tree, transfers: transfersTree, tasks: tasks.rows },
    dragAndDrop,
    files: opening.files,
    panels,
    links,
    tooltips: {
      of: ({ id }) => {
        const branch = tree.tree(id);
        return branch && connectionTooltip(branch.files, branch.model, facts);
      },
      onDidLearn: [
        tree.onDidChangeTreeData,
        capabilities.onDidChange,
        ledger.onDidChange,
        sandbox.onDidChange,
      ],
    },
    tools: createTools({
      files: operations,
      formats,
      watch: tasks.watch,
    }),
    api: createApiCalls(operations, formats),
    commands,
    close: () => transfers.close(),
    dispose: () => {
      owned.dispose();
    },
  };
}
