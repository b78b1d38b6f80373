import * as vscode from "vscode";
import { displayText } from "../../shared/displayText.ts";

/** What the user wants where a file of the same name is there already. */
export type ConflictChoice = "replace" | "keepBoth" | "skip";

interface Answer extends vscode.MessageItem {
  readonly choice: ConflictChoice;
  readonly forAll: boolean;
}

/**
 * Asks, one file after the other and before the first byte, what to do about names that are taken. An answer
 * "for all" ends the asking.
 */
export class ConflictQuestions {
  #forAll: ConflictChoice | undefined;

  /** `answer`: to all questions, which are then not asked. */
  constructor(answer?: ConflictChoice) {
    this.#forAll = answer;
  }

  /**
   * @param others how many more files of the same command have the same problem
   * @returns `undefined` if the user cancelled the command as a whole
   */
  async ask(name: string, folder: string, others: number): Promise<ConflictChoice | undefined> {
    if (this.#forAll !== undefined) {
      return this.#forAll;
    }
    const one: Answer[] = [
      { title: vscode.l10n.t("Replace"), choice: "replace", forAll: false },
      { title: vscode.l10n.t("Keep Both"), choice: "keepBoth", forAll: false },
    ];
    const many: Answer[] = [
      ...one,
      { title: vscode.l10n.t("Skip"), choice: "skip", forAll: false },
      { title: vscode.l10n.t("Replace All"), choice: "replace", forAll: true },
      { title: vscode.l10n.t("Keep Both for All"), choice: "keepBoth", forAll: true },
      { title: vscode.l10n.t("Skip All"), choice: "skip", forAll: true },
    ];
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t("A file named {0} already exists in {1}.", displayText(name), folder),
      {
        modal: true,
        detail:
          others === 0
            ? vscode.l10n.t("Replacing it happens in one step, after the download is whole and verified.")
            : others === 1
              ? vscode.l10n.t("1 more file of this download has the same problem.")
              : vscode.l10n.t("{0} more files of this download have the same problem.", others),
      },
      ...(others === 0 ? one : many),
    );
    if (answer?.forAll === true) {
      this.#forAll = answer.choice;
    }
    return answer?.choice;
  }
}
