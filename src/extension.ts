import * as vscode from "vscode";
import type { App } from "./editor/app.ts";
import { registerCommands } from "./editor/commands.ts";
import { ConnectionStatusBar } from "./editor/connections/connectionStatusBar.ts";
import { ConnectionStore } from "./editor/connections/connectionStore.ts";
import { KeyStore } from "./editor/connections/keyStore.ts";
import { ReportDocuments } from "./editor/diagnose/reportDocuments.ts";
import { createApi } from "./editor/entry/createApi.ts";
import { LazyFileSystem } from "./editor/entry/lazyFileSystem.ts";
import { loadUnasked } from "./editor/entry/loadUnasked.ts";
import { registerTools } from "./editor/entry/registerTools.ts";
import { rememberedIds } from "./editor/entry/rememberedFiles.ts";
import { createViews } from "./editor/entry/views.ts";
import { generalCommandIds, panelViewType } from "./editor/ids.ts";
import { registerIdProviders } from "./editor/links/idProviders.ts";
import { registerTerminalLinks } from "./editor/links/terminalLinks.ts";
import { RedactingLog } from "./editor/log.ts";
import type { MiniMaxFilesApi } from "./editor/publicApi.ts";
import { adoptSandbox } from "./editor/sandbox/connectSandbox.ts";
import { tellAccountConnected } from "./editor/walkthrough.ts";
import { Lazy } from "./shared/lazy.ts";

/** What this window has loaded, for `deactivate`, which VS Code hands nothing. */
let loaded: Lazy<App> | undefined;

/**
 * The entry: tells VS Code what there is, and loads what stands behind it (`createApp`) when VS Code first asks for
 * something. What is here runs in every window, whether or not it needs us.
 */
export async function activate(context: vscode.ExtensionContext): Promise<MiniMaxFilesApi> {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(new RedactingLog());
  const keys = own(new KeyStore(context.secrets, log));
  const store = own(new ConnectionStore(context.globalState, keys));
  const reports = own(new ReportDocuments());
  const app = own(
    new Lazy<App>(async () => {
      const { createApp } = await import("./editor/app.ts");
      return createApp({ context, keys, store, views, reports, log });
    }),
  );
  loaded = app;
  const views = createViews(app);
  own(vscode.Disposable.from(views.files, views.transfers, views.tasks));

  own(registerCommands(Object.values(generalCommandIds), async () => (await app.get()).commands, log));
  own(new LazyFileSystem(async () => (await app.get()).files).register());
  const remembered = rememberedIds(store, context.globalState);
  own(registerIdProviders(app, remembered));
  own(registerTerminalLinks(app, remembered));
  own(registerTools(async () => (await app.get()).tools));
  own(
    vscode.window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: async (panel, kept) => {
        const { panels } = await app.get();
        await panels.deserializeWebviewPanel(panel, kept);
      },
    }),
  );
  own(
    new ConnectionStatusBar(
      store,
      app.made.then(({ tooltips }) => tooltips),
    ),
  );
  own(tellAccountConnected(store));
  own(loadUnasked({ app, store, state: context.globalState, log }));
  // In development alone: elsewhere the environment names no sandbox, and there is nothing to wait for.
  await adoptSandbox(store, process.env);
  return createApi(store, async () => (await app.get()).api);
}

/** VS Code waits for this, some seconds at most, before the window is gone. */
export async function deactivate(): Promise<void> {
  await loaded?.value?.close();
}
