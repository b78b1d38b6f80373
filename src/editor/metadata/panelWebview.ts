import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";
import type { Log } from "../../shared/log.ts";
import { isPageMessage } from "../../shared/panelMessages.ts";
import type { HostMessage, PageMessage } from "../../shared/panelProtocol.ts";
import { panelDocument } from "./html.ts";

/** One webview panel with our page in it: sets it up, and lets through only messages of the protocol. */
export class PanelWebview implements Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #owned = new DisposableStore();

  constructor(
    panel: vscode.WebviewPanel,
    parts: {
      readonly extensionUri: vscode.Uri;
      readonly log: Log;
      readonly onMessage: (message: PageMessage) => void;
      readonly onClosed: () => void;
    },
  ) {
    this.panel = panel;
    // A folder of its own: the page can load nothing else of the extension.
    const page = vscode.Uri.joinPath(parts.extensionUri, "dist", "webview");
    const { webview } = panel;
    const media = vscode.Uri.joinPath(parts.extensionUri, "media");
    panel.iconPath = {
      light: vscode.Uri.joinPath(media, "panel-light.svg"),
      dark: vscode.Uri.joinPath(media, "panel-dark.svg"),
    };
    this.#owned.add(
      webview.onDidReceiveMessage((message: unknown) => {
        if (isPageMessage(message)) {
          parts.onMessage(message);
        } else {
          parts.log.warn("The metadata panel's page sent what the protocol does not know; ignored.");
        }
      }),
    );
    this.#owned.add(
      panel.onDidDispose(() => {
        this.#owned.dispose();
        parts.onClosed();
      }),
    );
    webview.options = { enableScripts: true, localResourceRoots: [page] };
    webview.html = panelDocument({
      script: webview.asWebviewUri(vscode.Uri.joinPath(page, "panel.js")).toString(),
      styleSheet: webview.asWebviewUri(vscode.Uri.joinPath(page, "panel.css")).toString(),
      source: webview.cspSource,
      language: vscode.env.language,
    });
  }

  /** A page that is hidden or not loaded yet misses this; it says `ready` when it is back. */
  send(message: HostMessage): void {
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.panel.dispose();
  }
}
