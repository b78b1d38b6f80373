import type { FileView, PanelState } from "../shared/panelProtocol.ts";
import { actionBar, type Requests } from "./buttons.ts";
import { element } from "./dom.ts";
import { foreign } from "./foreignText.ts";
import { icon } from "./icons.ts";
import { linkSection, type LiveLink } from "./linkSection.ts";
import { loadingNotice, problemNotice, staleNotice } from "./notices.ts";
import { checksSection, rawSection, rowsSection } from "./sections.ts";

/** A state, drawn. */
export interface Rendered {
  readonly nodes: readonly Node[];
  readonly live: LiveLink | undefined;
  /** What a screen reader should hear of it. */
  readonly announcement: string;
}

export function render(state: PanelState, requests: Requests): Rendered {
  switch (state.kind) {
    case "ready": {
      const { filename, checks } = state.view;
      return { ...viewOf(state.view, requests), announcement: `${filename}. ${checks?.summary ?? ""}` };
    }
    case "stale": {
      const { nodes, live } = viewOf(state.view, requests);
      return { nodes: [staleNotice(state.notice), ...nodes], live, announcement: state.notice };
    }
    case "loading":
      return { ...withNotice(loadingNotice(state.notice), state, requests), announcement: state.notice };
    case "error": {
      const { title, message } = state.problem;
      const notice = problemNotice(state.problem, requests);
      return { ...withNotice(notice, state, requests), announcement: `${title}. ${message}` };
    }
  }
}

type Drawn = Pick<Rendered, "nodes" | "live">;

/** What was known before stays, under the notice; a first look has only a name above it. */
function withNotice(
  notice: Node,
  state: { readonly heading: string; readonly view?: FileView | undefined },
  requests: Requests,
): Drawn {
  if (state.view !== undefined) {
    const { nodes, live } = viewOf(state.view, requests);
    return { nodes: [notice, ...nodes], live };
  }
  const heading = element("header", {}, title("other", element("h1", {}, foreign(state.heading))));
  return { nodes: [heading, notice], live: undefined };
}

function viewOf(view: FileView, requests: Requests): Drawn {
  const link = linkSection(view.link, requests);
  const columns = element(
    "div",
    { class: "columns" },
    column(
      rowsSection("facts", view.facts, requests),
      rowsSection("unknown-fields", view.unknownFields, requests),
      rowsSection("provenance", view.provenance, requests),
    ),
    column(link.section, view.checks && checksSection(view.checks, requests)),
  );
  const raw = view.raw === undefined ? [] : [rawSection(view.raw, requests)];
  return { nodes: [header(view, requests), columns, ...raw], live: link.live };
}

function column(...parts: readonly (Node | undefined)[]): HTMLElement {
  return element("div", { class: "column" }, ...parts);
}

function header(view: FileView, requests: Requests): HTMLElement {
  return element(
    "header",
    {},
    title(
      view.kind,
      element("h1", {}, foreign(view.filename)),
      element(
        "p",
        { class: "summary" },
        element("span", { class: "badge" }, foreign(view.purpose)),
        foreign(view.summary),
      ),
    ),
    actionBar(view.actions, requests, view.actionsLabel),
  );
}

/** A name beside the picture of what it is. */
function title(kind: FileView["kind"], ...lines: readonly Node[]): HTMLElement {
  return element(
    "div",
    { class: "name" },
    element("span", { class: `tile tile-${kind}` }, icon(kind)),
    element("div", {}, ...lines),
  );
}
