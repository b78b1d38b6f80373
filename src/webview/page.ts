import { makeFormats, type Formats } from "../shared/format.ts";
import type { PanelState } from "../shared/panelProtocol.ts";
import type { Requests } from "./buttons.ts";
import { render } from "./render.ts";
import { runCountdown } from "./ticker.ts";

/** The elements that the host's document provides: see `src/editor/metadata/html.ts`. */
export interface PageParts {
  readonly main: HTMLElement;
  /** A polite live region. */
  readonly status: HTMLElement;
}

/** Shows one state after the other, keeping the user's place: the focused button and what is unfolded. */
export class Page {
  readonly #parts: PageParts;
  readonly #requests: Requests;
  readonly #formats: Formats;
  #stopCountdown: () => void = () => undefined;

  constructor(parts: PageParts, requests: Requests, language: string) {
    this.#parts = parts;
    this.#requests = requests;
    this.#formats = makeFormats(language);
  }

  show(state: PanelState): void {
    const { main } = this.#parts;
    this.#stopCountdown();
    const { nodes, live, announcement } = render(state, this.#requests);
    const focused = keyOf(document.activeElement);
    const unfolded = [...main.querySelectorAll("details[open]")].map(keyOf);
    main.replaceChildren(...nodes);
    main.setAttribute("aria-busy", String(state.kind === "loading"));
    for (const details of main.querySelectorAll("details")) {
      details.open = unfolded.includes(keyOf(details));
    }
    if (focused !== undefined) {
      main.querySelector<HTMLElement>(`[data-key="${focused}"]`)?.focus();
    }
    const announce = (text: string): void => {
      this.announce(text);
    };
    this.#stopCountdown = live === undefined ? () => undefined : runCountdown(live, this.#formats, announce);
    announce(announcement);
  }

  announce(text: string): void {
    this.#parts.status.textContent = text;
  }
}

function keyOf(node: Element | null): string | undefined {
  return node instanceof HTMLElement ? node.dataset["key"] : undefined;
}
