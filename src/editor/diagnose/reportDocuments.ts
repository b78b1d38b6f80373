import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../shared/disposable.ts";

const scheme = "minimax-files-diagnosis";

/** Reports as read-only documents: they are kept while they are open, and nowhere on disk. */
export class ReportDocuments implements Disposable {
  readonly #reports = new Map<string, string>();
  readonly #owned = new DisposableStore();
  #count = 0;

  constructor() {
    this.#owned.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) =>
          this.#reports.get(uri.path) ??
          vscode.l10n.t("This report was not kept. Run “MiniMax Files: Diagnose Connection” again."),
      }),
    );
    this.#owned.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) {
          this.#reports.delete(uri.path);
        }
      }),
    );
  }

  /** Opens a report written in Markdown, as text: that is how it goes into a bug report. */
  async show(report: string): Promise<void> {
    this.#count++;
    const uri = vscode.Uri.from({ scheme, path: `/MiniMax Files Diagnosis ${this.#count}.md` });
    this.#reports.set(uri.path, report);
    await vscode.window.showTextDocument(uri, { preview: false });
  }

  dispose(): void {
    this.#owned.dispose();
    this.#reports.clear();
  }
}
