import type { PanelProblem } from "../shared/panelProtocol.ts";
import { actionBar, type Requests } from "./buttons.ts";
import { element } from "./dom.ts";
import { foreign } from "./foreignText.ts";
import { icon } from "./icons.ts";

/**
 * Work under way, as VS Code shows it: a moving line at the top. Not a `progress` element: each browser has names of its
 * own for the parts of that.
 */
export function loadingNotice(text: string): HTMLElement {
  const bar = element(
    "div",
    { class: "bar loading-bar", attributes: { role: "progressbar", "aria-label": text } },
    element("div", { class: "bar-fill" }),
  );
  return element("div", { class: "notice-loading" }, bar, element("p", { class: "hint" }, text));
}

/** What the page shows is of another time. */
export function staleNotice(text: string): HTMLElement {
  return element("div", { class: "notice" }, icon("info"), element("p", {}, text));
}

/** What went wrong and what may help. */
export function problemNotice(problem: PanelProblem, requests: Requests): HTMLElement {
  return element(
    "div",
    { class: "notice notice-error" },
    icon("warning"),
    element(
      "div",
      {},
      element("h2", {}, problem.title),
      element("p", {}, foreign(problem.message)),
      problem.remedy === undefined ? undefined : element("p", {}, problem.remedy),
      actionBar(problem.actions, requests),
    ),
  );
}
