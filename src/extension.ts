import * as vscode from "vscode";
import { naturalKeys } from "./catalog/naturalKey.ts";
import { SortedRows } from "./catalog/sortedRows.ts";
import { CapabilityStore } from "./editor/capabilityStore.ts";
import { createApi } from "./editor/api.ts";
import { registerCommands } from "./editor/commands.ts";
import { connectionCommands } from "./editor/connections/connectionCommands.ts";
import { ConnectionStatusBar } from "./editor/connections/connectionStatusBar.ts";
import { connectionTooltip } from "./editor/connections/connectionTooltip.ts";
import { ConnectionStore } from "./editor/connections/connectionStore.ts";
import { forgetTraces } from "./editor/connections/forgetTraces.ts";
import { KeyStore } from "./editor/connections/keyStore.ts";
import { warnOfKeyring } from "./editor/connections/warnOfKeyring.ts";
import { diagnoseCommands } from "./editor/diagnose/diagnoseCommand.ts";
import { ReportDocuments } from "./editor/diagnose/reportDocuments.ts";
import { deleteCommands } from "./editor/delete/deleteCommand.ts";
import { ChosenFiles } from "./editor/explorer/chosenFiles.ts";
import { ConnectionFiles } from "./editor/explorer/connectionFiles.ts";
import { ConnectionTree } from "./editor/explorer/connectionTree.ts";
import { copyCommands } from "./editor/explorer/copyCommands.ts";
import { explorerCommands } from "./editor/explorer/explorerCommands.ts";
import { FileDecorations } from "./editor/explorer/fileDecorations.ts";
import { FileLibrary } from "./editor/explorer/fileLibrary.ts";
import { FilesDragAndDrop } from "./editor/explorer/filesDragAndDrop.ts";
import { FilesTree } from "./editor/explorer/filesTree.ts";
import { FilesView } from "./editor/explorer/filesView.ts";
import { LastSeen } from "./editor/explorer/lastSeen.ts";
import { rememberCommands } from "./editor/explorer/rememberCommands.ts";
import { OwnNodes } from "./editor/explorer/treeNodes.ts";
import { viewCommands } from "./editor/explorer/viewCommands.ts";
import { ViewOptionsStore } from "./editor/explorer/viewOptionsStore.ts";
import { FileOperations } from "./editor/fileOperations.ts";
import { commandIds } from "./editor/ids.ts";
import { createLinks } from "./editor/links/links.ts";
import { inventoryCommands } from "./editor/inventory/inventoryCommands.ts";
import { RedactingLog } from "./editor/log.ts";
import { MetadataPanels } from "./editor/metadata/metadataPanels.ts";
import { panelHandlers } from "./editor/metadata/panelHandlers.ts";
import { Network } from "./editor/network.ts";
import { createOpening } from "./editor/open/opening.ts";
import { Platforms } from "./editor/platforms.ts";
import type { MiniMaxFilesApi } from "./editor/publicApi.ts";
import {
  retrieveAgain,
  retrieveCommands,
  showMetadata,
  type RetrieveContext,
} from "./editor/retrieve/retrieveCommands.ts";
import { Retriever } from "./editor/retrieve/retriever.ts";
import { verifyLink } from "./editor/retrieve/verifyLink.ts";
import { SandboxHost } from "./editor/sandbox/sandboxHost.ts";
import { SandboxStatusBar } from "./editor/sandbox/sandboxStatusBar.ts";
import { sandboxCommands } from "./editor/sandbox/sandboxCommands.ts";
import { createTasks } from "./editor/tasks/tasks.ts";
import { registerTools } from "./editor/tools/tools.ts";
import { chooseDownloadFolder } from "./editor/transfers/destination.ts";
import { downloadFiles } from "./editor/transfers/downloadCommand.ts";
import { createFailureText } from "./editor/transfers/failureText.ts";
import { transferCommands } from "./editor/transfers/transferCommands.ts";
import { createTransferRunner } from "./editor/transfers/transferRunner.ts";
import { Transfers } from "./editor/transfers/transfers.ts";
import { TransfersTree } from "./editor/transfers/transfersTree.ts";
import { uploadFiles } from "./editor/transfers/uploadCommand.ts";
import { uploadCommands } from "./editor/transfers/uploadCommands.ts";
import { uploadsOffered } from "./editor/transfers/uploadsOffered.ts";
import { LedgerStore } from "./editor/usage/ledgerStore.ts";
import { usageCommands } from "./editor/usage/usageCommand.ts";
import { tellAccountConnected, walkthroughCommands } from "./editor/walkthrough.ts";
import { Calendar } from "./shared/calendar.ts";
import { systemClock } from "./shared/clock.ts";
import { makeFormats } from "./shared/format.ts";

/** Builds the collaborators and registers them: a list, from the floors below to the surfaces above. */
export async function activate(context: vscode.ExtensionContext): Promise<MiniMaxFilesApi> {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const clock = systemClock;
  const formats = makeFormats(vscode.env.language);
  const channel = own(vscode.window.createOutputChannel("MiniMax Files", { log: true }));
  const log = new RedactingLog(channel);

  const keys = own(new KeyStore(context.secrets, log));
  const store = own(new ConnectionStore(context.globalState, keys));
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
    onPaidCall: (connection, call) => void ledger.record(connection, call),
  });
  const sandbox = own(
    new SandboxHost({
      store,
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
    droppedFolder: vscode.Uri.joinPath(context.globalStorageUri, "dropped"),
  });
  const filesView = own(new FilesView({ store, library, tree, options, lastSeen, formats, dragAndDrop }));
  const chosen = new ChosenFiles({ store, tree, view: filesView, own: ownNodes });

  const retriever = new Retriever({ platforms, library, clock });
  const describeFailure = createFailureText(store, formats);
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
    chooseFolder: chooseDownloadFolder,
    storage: context.globalStorageUri,
  };
  const uploads = { transfers, library, formats, describeFailure, log };
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
      }),
      offers: (connection, operation) => platforms.offers(connection, operation),
      formats,
      clock,
      log,
    }),
  );
  own(panels.register());
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
  const links = own(
    createLinks({
      store,
      library,
      retriever,
      show: (file) => showMetadata(retrieving, file),
      open: (file) => opening.open(file),
      reveal: (file) => filesView.reveal(file),
      download: (wishes) => downloadFiles(downloads, wishes),
      formats,
      clock,
    }),
  );
  const transfersTree = own(new TransfersTree({ transfers, formats, describeFailure }));

  const operations = new FileOperations({
    store,
    platforms,
    library,
    retriever,
    transfers,
    describeFailure,
  });
  own(
    registerTools({
      files: operations,
      formats,
      watch: tasks.watch,
    }),
  );

  own(
    new ConnectionStatusBar({
      store,
      tooltip: ({ id }) => {
        const branch = tree.tree(id);
        return branch && connectionTooltip(branch.files, branch.model, facts);
      },
      onDidLearn: [
        tree.onDidChangeTreeData,
        capabilities.onDidChange,
        ledger.onDidChange,
        sandbox.onDidChange,
      ],
    }),
  );
  own(new SandboxStatusBar(sandbox));
  own(warnOfKeyring(keys));
  own(tellAccountConnected(store));
  own(
    registerCommands(
      {
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
          documents: own(new ReportDocuments()),
          clock,
          log,
        }),
        ...sandboxCommands(sandbox, (connection, taskId) => tasks.watch(connection, "video", taskId)),
        ...explorerCommands({ tree, view: filesView, chosen, retriever, downloads }),
        ...viewCommands({ options, calendar, clock }),
        ...copyCommands({ chosen, retriever, formats }),
        ...rememberCommands({ chosen, library, clock }),
        ...deleteCommands({ chosen, platforms, library, formats }),
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
        ...transferCommands(transfers, transfersTree),
        ...tasks.commands,
        ...links.commands,
        ...walkthroughCommands,
        [commandIds.showLog]: () => {
          log.show();
        },
      },
      log,
    ),
  );
  await sandbox.adopt(process.env);
  return createApi(operations, formats);
}
