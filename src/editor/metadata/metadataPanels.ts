import * as vscode from "vscode";
import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { LinkProbe } from "../../catalog/verification.ts";
import type { FileId, RetrievedFile } from "../../platform/fileRecord.ts";
import type { Operation } from "../../platform/provider.ts";
import { CancelledError, isCancellation } from "../../shared/cancellation.ts";
import type { Clock } from "../../shared/clock.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Disposable } from "../../shared/disposable.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { Log } from "../../shared/log.ts";
import { isSavedPanel } from "../../shared/panelMessages.ts";
import type {
  FileView,
  PageMessage,
  PanelActionId,
  PanelState,
  SavedPanel,
} from "../../shared/panelProtocol.ts";
import type { Connection } from "../connections/connection.ts";
import type { ErrorText } from "../errorText.ts";
import { goOn, tellFailure } from "../goOn.ts";
import { panelViewType } from "../ids.ts";
import type { MetadataContext } from "./metadataContext.ts";
import { knownView, retrievedView } from "./metadataView.ts";
import { copyText, usableAction } from "./panelLookup.ts";
import { errorState, loadingState, remedyIds, staleState } from "./panelStates.ts";
import { PanelWebview } from "./panelWebview.ts";
import { savedPanel } from "./savedPanel.ts";

/** Who carries out what the panel offers. Actions that are left out are not shown. */
export type PanelActionHandlers = Partial<Record<PanelActionId, (file: FileRef) => unknown>>;

/** What the panel needs of its surroundings. */
export interface MetadataPanelsParts {
  readonly extensionUri: vscode.Uri;
  readonly actions: PanelActionHandlers;
  /** Whether a connection is known to offer an operation. */
  readonly offers: (connection: Connection, operation: Operation) => boolean;
  readonly formats: Formats;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is shown, of which file. */
interface Shown {
  readonly file: FileRef;
  readonly state: PanelState;
  /** Absent before there is anything worth keeping. */
  readonly saved: SavedPanel | undefined;
  readonly error?: ErrorText | undefined;
}

/**
 * The metadata panel: one webview for all files, opened when there is something to show. Never asks the platform
 * anything by itself: it shows what it is handed, and passes clicks on.
 */
export class MetadataPanels implements vscode.WebviewPanelSerializer, Disposable {
  readonly #parts: MetadataPanelsParts;
  #webview: PanelWebview | undefined;
  #shown: Shown | undefined;
  /** Of what is awaited for what is shown: the answer of a call, or a link's host. */
  #awaited: AbortController | undefined;

  constructor(parts: MetadataPanelsParts) {
    this.#parts = parts;
  }

  /**
   * A call is under way. Of the same file, what is known stays to be read.
   *
   * @returns aborts as soon as the answer is no longer waited for: something else is shown, or the panel was closed
   */
  showLoading(connection: Connection, fileId: FileId): AbortSignal {
    const file = { connectionId: connection.id, fileId };
    this.#show({ file, state: loadingState(connection, fileId, this.#viewOf(file)), saved: undefined });
    return this.untilReplaced();
  }

  /** Aborts as soon as something else is shown, or the panel is closed. */
  untilReplaced(): AbortSignal {
    this.#awaited ??= new AbortController();
    return this.#awaited.signal;
  }

  /** An answer. `requestedId` is what was asked for, which the answer should echo. */
  show(
    connection: Connection,
    retrieved: RetrievedFile,
    entry: CatalogEntry | undefined,
    details: { readonly requestedId?: FileId; readonly probe?: LinkProbe } = {},
  ): void {
    const requestedId = details.requestedId ?? entry?.id ?? retrieved.file.id;
    const expectations = { requestedId, entry, probe: details.probe };
    const view = retrievedView(retrieved, expectations, this.#context(connection));
    const file = { connectionId: connection.id, fileId: requestedId };
    this.#show({
      file,
      state: { kind: "ready", view },
      saved: savedPanel(file, retrieved.receivedAt, view),
    });
  }

  /** What the explorer knows, without a call; the panel offers to retrieve, and says the price. */
  showKnown(connection: Connection, entry: CatalogEntry): void {
    const view = knownView(entry, this.#context(connection));
    const file = { connectionId: connection.id, fileId: entry.id };
    this.#show({
      file,
      state: { kind: "ready", view },
      saved: savedPanel(file, this.#parts.clock.now(), view),
    });
  }

  /** A call failed. Of the same file, what is known stays to be read. */
  showError(connection: Connection, fileId: FileId, error: ErrorText): void {
    const file = { connectionId: connection.id, fileId };
    const context = this.#context(connection);
    this.#show({
      file,
      state: errorState(error, fileId, context, this.#viewOf(file)),
      saved: undefined,
      error,
    });
  }

  /** Closes the panel if it shows this file, which is gone. */
  close(file: FileRef): void {
    if (this.#isShowing(file)) {
      this.#webview?.dispose();
    }
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    if (!isSavedPanel(kept) || this.#webview !== undefined) {
      panel.dispose();
      return Promise.resolve();
    }
    this.#adopt(panel);
    this.#show({ file: kept.file, state: staleState(kept, this.#parts.formats), saved: kept });
    return Promise.resolve();
  }

  dispose(): void {
    this.#webview?.dispose();
  }

  /** Whether the panel is open and shows this file. */
  #isShowing(file: FileRef): boolean {
    const shown = this.#shown?.file;
    return shown?.connectionId === file.connectionId && shown.fileId === file.fileId;
  }

  /** What is shown of a file now, if it is the one that is shown. */
  #viewOf(file: FileRef): FileView | undefined {
    return this.#isShowing(file) ? this.#shown?.state.view : undefined;
  }

  #context(connection: Connection): MetadataContext {
    const { actions, offers, formats, clock } = this.#parts;
    return {
      connection,
      offers: (operation) => offers(connection, operation),
      actions: new Set(Object.keys(actions) as PanelActionId[]),
      formats,
      now: clock.now(),
    };
  }

  #show(shown: Shown): void {
    this.#stopAwaiting();
    this.#shown = shown;
    const webview = this.#webview ?? this.#open();
    webview.panel.title = titleOf(shown);
    if (!webview.panel.visible) {
      webview.panel.reveal(undefined, true);
    }
    this.#send();
  }

  #open(): PanelWebview {
    const place = { viewColumn: vscode.ViewColumn.Active, preserveFocus: true };
    return this.#adopt(
      vscode.window.createWebviewPanel(panelViewType, "", place, { enableFindWidget: true }),
    );
  }

  #adopt(panel: vscode.WebviewPanel): PanelWebview {
    this.#webview = new PanelWebview(panel, {
      extensionUri: this.#parts.extensionUri,
      log: this.#parts.log,
      onMessage: (message) => {
        this.#receive(message);
      },
      onClosed: () => {
        this.#webview = undefined;
        this.#shown = undefined;
        this.#stopAwaiting();
      },
    });
    return this.#webview;
  }

  #stopAwaiting(): void {
    this.#awaited?.abort(new CancelledError("No longer waited for"));
    this.#awaited = undefined;
  }

  #send(): void {
    if (this.#shown !== undefined) {
      this.#webview?.send({ type: "state", state: this.#shown.state, saved: this.#shown.saved });
    }
  }

  #receive(message: PageMessage): void {
    switch (message.type) {
      case "ready":
        this.#send();
        break;
      case "action":
        void this.#act(message.id);
        break;
      case "copy": {
        const text = this.#shown && copyText(this.#shown.state, message.what);
        if (text !== undefined) {
          goOn(this.#copy(text));
        }
        break;
      }
    }
  }

  async #act(id: PanelActionId): Promise<void> {
    const shown = this.#shown;
    if (shown === undefined || usableAction(shown.state, id) === undefined) {
      return;
    }
    try {
      const remedy = shown.error?.actions[remedyIds.indexOf(id)];
      await (remedy === undefined
        ? this.#parts.actions[id]?.(shown.file)
        : vscode.commands.executeCommand(remedy.command, ...remedy.arguments));
    } catch (error) {
      if (!isCancellation(error)) {
        this.#parts.log.error(`The panel's action ${id} failed: ${String(error)}`);
        tellFailure(error);
      }
    }
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    this.#webview?.send({ type: "announce", text: vscode.l10n.t("Copied") });
  }
}

/** The tab's name, told apart from that of the file itself. A server chose it, so nothing in it may deceive. */
function titleOf({ state, file }: Shown): string {
  return vscode.l10n.t("{0} – Metadata", displayText(state.view?.filename ?? file.fileId));
}
