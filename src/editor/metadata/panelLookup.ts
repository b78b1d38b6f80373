import type { CopyTarget, PanelAction, PanelActionId, PanelState } from "../../shared/panelProtocol.ts";

/**
 * What shows another view when it is done. While an answer is awaited it is left alone: a second click, as of a double
 * click, would make, and pay, a second call.
 */
const replacing: ReadonlySet<PanelActionId> = new Set<PanelActionId>(["retrieve", "verify"]);

/** The action, if the state that is shown offers it and it can be used: a page may ask for no other. */
export function usableAction(state: PanelState, id: PanelActionId): PanelAction | undefined {
  if (state.kind === "loading" && replacing.has(id)) {
    return undefined;
  }
  const found = offeredActions(state).find((action) => action.id === id);
  return found?.disabledReason === undefined ? found : undefined;
}

/** What a copy button of the state that is shown puts on the clipboard. */
export function copyText(state: PanelState, what: CopyTarget): string | undefined {
  const view = state.view;
  if (view === undefined) {
    return undefined;
  }
  if (view.raw?.copy.what === what) {
    return view.raw.text;
  }
  const rows = [...view.facts.rows, ...view.unknownFields.rows, ...view.provenance.rows];
  const row = rows.find(({ copy }) => copy?.what === what);
  return row?.copy?.text ?? row?.value;
}

function offeredActions(state: PanelState): readonly PanelAction[] {
  const { view } = state;
  const known =
    view === undefined ? [] : [...view.actions, ...view.link.actions, ...(view.checks?.actions ?? [])];
  return state.kind === "error" ? [...state.problem.actions, ...known] : known;
}
