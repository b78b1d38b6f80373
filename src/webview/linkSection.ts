import { formatCountdown } from "../shared/format.ts";
import type { LinkLife, PanelLink } from "../shared/panelProtocol.ts";
import { actionBar, type Requests } from "./buttons.ts";
import { isUrgent, secondsLeft, shareLeft } from "./countdown.ts";
import { element } from "./dom.ts";
import { icon } from "./icons.ts";
import { rowList, titled } from "./sections.ts";

export type KnownLife = Extract<LinkLife, { kind: "known" }>;

/** The part of the page that time changes. */
export interface LiveLink {
  readonly life: KnownLife;
  /** Draws the state at `now`, milliseconds since the Unix epoch. */
  draw(now: number): void;
}

export interface LinkSection {
  readonly section: HTMLElement;
  /** Absent where nothing changes with time. */
  readonly live: LiveLink | undefined;
}

/** Where the bytes can be had and for how long. */
export function linkSection(link: PanelLink, requests: Requests): LinkSection {
  const bar = actionBar(link.actions, requests);
  if (link.kind === "absent") {
    return { section: titled("link", link.title, element("p", {}, link.text), bar), live: undefined };
  }
  const hosts = rowList(link.hosts, requests);
  const note = link.note === undefined ? undefined : element("p", { class: "hint" }, link.note);
  if (link.life.kind === "unknown") {
    const text = element("p", { class: "life" }, icon("clock"), link.life.text);
    return { section: titled("link", link.title, text, hosts, note, bar), live: undefined };
  }
  const { nodes, live } = liveLife(link.life);
  const section = titled("link", link.title, ...nodes, hosts, note, bar);
  return {
    section,
    live: {
      life: live.life,
      draw: (now) => {
        live.draw(now);
        markExpired(section, secondsLeft(live.life, now) === 0);
      },
    },
  };
}

function liveLife(life: KnownLife): { nodes: readonly HTMLElement[]; live: LiveLink } {
  const text = element("span", { class: "life-text" });
  const timer = element("p", { class: "life", attributes: { role: "timer" } }, icon("clock"), text);
  const heading = element(
    "div",
    { class: "life-heading" },
    timer,
    element("p", { class: "hint" }, life.until),
  );
  const share = element("div", { class: "bar-fill" });
  // The bar repeats what the timer says in words.
  const bar = element("div", { class: "bar life-bar", attributes: { "aria-hidden": "true" } }, share);
  const draw = (now: number): void => {
    const seconds = secondsLeft(life, now);
    text.textContent =
      seconds === 0 ? life.expired : life.remaining.replace("{0}", () => formatCountdown(seconds * 1000));
    timer.classList.toggle("urgent", isUrgent(seconds));
    share.style.inlineSize = `${shareLeft(life, now) * 100}%`;
  };
  return { nodes: [heading, bar], live: { life, draw } };
}

/** An expired link makes fetching a new one the thing to do. */
function markExpired(section: HTMLElement, expired: boolean): void {
  section.dataset["life"] = expired ? "expired" : "running";
  section.querySelector('[data-key="action-retrieve"]')?.classList.toggle("primary", expired);
}
