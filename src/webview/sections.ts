import type { PanelChecks, PanelRaw, PanelRow, PanelSection } from "../shared/panelProtocol.ts";
import { actionBar, copyButton, type Requests } from "./buttons.ts";
import { element, uniqueId } from "./dom.ts";
import { foreign } from "./foreignText.ts";
import { icon } from "./icons.ts";

/** A part of the page under its own heading, which names the part for screen readers. */
export function titled(name: string, title: string, ...children: readonly (Node | undefined)[]): HTMLElement {
  const id = uniqueId("heading");
  return element(
    "section",
    { class: `part ${name}`, attributes: { "aria-labelledby": id } },
    element("h2", { attributes: { id } }, title),
    ...children,
  );
}

/** Facts as a description list; nothing where there are none. */
export function rowsSection(
  name: string,
  section: PanelSection,
  requests: Requests,
): HTMLElement | undefined {
  return section.rows.length === 0 ? undefined : titled(name, section.title, rowList(section.rows, requests));
}

export function rowList(rows: readonly PanelRow[], requests: Requests): HTMLElement {
  return element(
    "dl",
    { class: "rows" },
    ...rows.map((row) =>
      element(
        "div",
        { class: "row" },
        element("dt", {}, foreign(row.label)),
        element(
          "dd",
          {},
          element(
            "span",
            { class: "value" },
            foreign(row.value),
            row.copy === undefined ? undefined : copyButton(row.copy, requests),
          ),
          row.hint === undefined ? undefined : element("span", { class: "hint" }, row.hint),
        ),
      ),
    ),
  );
}

/** What was verified about the answer, each with its outcome in picture and word, and the reason. */
export function checksSection(checks: PanelChecks, requests: Requests): HTMLElement {
  return titled(
    "checks",
    checks.title,
    element("p", { class: "checks-summary" }, checks.summary),
    // The list says the same in words.
    element(
      "div",
      { class: "checks-bar", attributes: { "aria-hidden": "true" } },
      ...checks.items.map(({ outcome }) => element("span", { class: `check-${outcome}` })),
    ),
    element(
      "ul",
      { class: "check-list", attributes: { role: "list" } },
      ...checks.items.map((check) =>
        element(
          "li",
          { class: `check check-${check.outcome}` },
          icon(check.outcome),
          element(
            "div",
            {},
            element(
              "span",
              { class: "check-label" },
              check.label,
              element("span", { class: "visually-hidden" }, `: ${check.outcomeLabel}`),
            ),
            element("span", { class: "hint" }, foreign(check.reason)),
          ),
        ),
      ),
    ),
    actionBar(checks.actions, requests),
  );
}

/** The answer as received, folded away. */
export function rawSection(raw: PanelRaw, requests: Requests): HTMLElement {
  const id = uniqueId("heading");
  const details = element(
    "details",
    { class: "part raw" },
    element("summary", {}, element("h2", { attributes: { id } }, raw.title)),
    raw.note === undefined ? undefined : element("p", { class: "hint" }, raw.note),
    element(
      "div",
      { class: "raw-frame" },
      copyButton(raw.copy, requests),
      element("pre", { attributes: { tabindex: "0", role: "region", "aria-labelledby": id } }, raw.text),
    ),
  );
  details.dataset["key"] = "raw";
  return details;
}
