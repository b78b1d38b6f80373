import * as vscode from "vscode";
import { fileTypeOf } from "../../catalog/fileKind.ts";
import type { NamedFile } from "../../transfer/cache/contentCache.ts";

const stateKey = "silentVideoTold";

interface SilentVideoParts {
  readonly state: vscode.Memento;
  /** Browsers play AAC; VS Code's own Electron comes without it. */
  readonly isDesktop: boolean;
  readonly openExternally: (file: NamedFile) => Promise<void>;
}

/** Says, once a session and until it is told not to, why a generated video may be silent in VS Code's own player. */
export class SilentVideoNotice {
  readonly #parts: SilentVideoParts;
  #wasTold = false;

  constructor(parts: SilentVideoParts) {
    this.#parts = parts;
  }

  async tell(file: NamedFile): Promise<void> {
    const { state, isDesktop, openExternally } = this.#parts;
    const maySilence = fileTypeOf(file.name).editor === "previewMaySilence";
    if (!isDesktop || !maySilence || this.#wasTold || state.get(stateKey) === true) {
      return;
    }
    this.#wasTold = true;
    const externally = vscode.l10n.t("Open Externally");
    const never = vscode.l10n.t("Don't Show Again");
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        "VS Code plays videos without AAC sound, which most mp4 files have. Another player can play it.",
      ),
      externally,
      never,
    );
    if (chosen === externally) {
      await openExternally(file);
    } else if (chosen === never) {
      await state.update(stateKey, true);
    }
  }
}
