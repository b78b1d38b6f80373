import type { CopyOffer, PanelAction, PanelActionId, CopyTarget } from "../shared/panelProtocol.ts";
import { element, uniqueId } from "./dom.ts";
import { icon } from "./icons.ts";

/** Where clicks go. */
export interface Requests {
  action(id: PanelActionId): void;
  copy(what: CopyTarget): void;
}

/**
 * An action as a button that looks like VS Code's own. One that cannot be used now keeps its place in the tab order and
 * says why, which `disabled` would not allow.
 */
export function actionButton(action: PanelAction, requests: Requests): HTMLElement {
  const button = element("button", { class: "button", attributes: { type: "button" } }, action.label);
  button.classList.toggle("primary", action.primary === true);
  button.dataset["key"] = `action-${action.id}`;
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

/** A small picture button beside a value. */
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
