import * as vscode from "vscode";
import { parseFilter } from "../../catalog/filter/parseFilter.ts";
import type { Calendar } from "../../shared/calendar.ts";
import { filterProblemText } from "./filterProblemText.ts";
import type { ViewOptionsStore } from "./viewOptionsStore.ts";

interface FilterContext {
  readonly options: ViewOptionsStore;
  readonly calendar: Calendar;
}

/** Milliseconds without a keystroke after which the tree follows. */
const pause = 120;

/** Asks for a filter while the tree already follows it. Enter keeps it, Escape goes back to the one before. */
export function askFilter({ options, calendar }: FilterContext): Promise<void> {
  const before = { text: options.filterText, filter: options.current.filter };
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t("Filter Files");
  input.placeholder = vscode.l10n.t(
    "*.mp4   purpose:video   type:audio   >10mb   id:1234   after:2026-01-31   -draft",
  );
  input.prompt = vscode.l10n.t("Words, wildcards and conditions that must all hold. Empty shows all files.");
  input.value = before.text;

  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let isKept = false;
    const apply = (): void => {
      clearTimeout(timer);
      const { filter, problems } = parseFilter(input.value, { calendar });
      const [problem] = problems;
      input.validationMessage =
        problem === undefined
          ? undefined
          : {
              message: filterProblemText(problem),
              severity: vscode.InputBoxValidationSeverity.Warning,
            };
      options.filter(input.value, filter);
    };
    input.onDidChangeValue(() => {
      clearTimeout(timer);
      timer = setTimeout(apply, pause);
    });
    input.onDidAccept(() => {
      apply();
      isKept = true;
      input.hide();
    });
    input.onDidHide(() => {
      clearTimeout(timer);
      if (!isKept) {
        options.filter(before.text, before.filter);
      }
      input.dispose();
      resolve();
    });
    input.show();
  });
}
