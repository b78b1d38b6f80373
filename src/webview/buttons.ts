import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { CopyOffer, PanelAction, PanelActionId, CopyTarget } from "../shared/panelProtocol.ts";
import { element, uniqueId } from "./dom.ts";
import { icon } from "./icons.ts";

/** Where clicks go. */
export interface Requests {
  action(id: PanelActionId): void;
  copy(what: CopyTarget): void;
}

/**
 * An action as VS Code's own button. One that cannot be used now keeps its place in the tab order and says why,
 * which the component's `disabled` would not allow.
 */
export function actionButton(action: PanelAction, requests: Requests): HTMLElement {
  const button = document.createElement("vscode-button");
  button.secondary = action.primary !== true;
  button.dataset["key"] = `action-${action.id}`;
  button.append(action.label);
  // The component makes itself focusable a moment later, too late for a focus that is restored at once.
  button.setAttribute("tabindex", "0");
  // The component leaves the space bar's scrolling to the page.
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
    }
  });
  const remark = action.disabledReason ?? action.hint;
  if (action.disabledReason === undefined) {
    button.addEventListener("click", () => {
      requests.action(action.id);
    });
  } else {
    button.setAttribute("aria-disabled", "true");
  }
  if (remark === undefined) {
    return button;
  }
  const id = uniqueId("remark");
  button.setAttribute("aria-describedby", id);
  button.title = remark;
  return element(
    "span",
    { class: "action" },
    button,
    element("span", { class: remarkClass(action), attributes: { id } }, remark),
  );
}

/** A cost is shown at once; a reason for not being able to comes with the pointer or the screen reader. */
function remarkClass(action: PanelAction): string {
  return action.disabledReason === undefined ? "remark" : "visually-hidden";
}

/** The buttons of one place, in the host's order; nothing where there are none. */
export function actionBar(
  actions: readonly PanelAction[],
  requests: Requests,
  label?: string,
): HTMLElement | undefined {
  if (actions.length === 0) {
    return undefined;
  }
  const named = label === undefined ? undefined : { role: "group", "aria-label": label };
  return element(
    "div",
    { class: "actions", attributes: named },
    ...actions.map((action) => actionButton(action, requests)),
  );
}

/** A small picture button beside a value: plain, since the component's icons need a font of their own. */
export function copyButton(offer: CopyOffer, requests: Requests): HTMLElement {
  const button = element(
    "button",
    {
      class: "copy",
      attributes: { type: "button", "aria-label": offer.label, title: offer.label },
    },
    icon("copy"),
  );
  button.dataset["key"] = `copy-${offer.what}`;
  button.addEventListener("click", () => {
    requests.copy(offer.what);
    // The host says "Copied" to a screen reader; this is the same for the eye.
    button.replaceChildren(icon("pass"));
    window.setTimeout(() => {
      button.replaceChildren(icon("copy"));
    }, copiedMilliseconds);
  });
  return button;
}

const copiedMilliseconds = 1500;
