/** The metadata panel's page: shows what the host sends and tells the host what was clicked. */
import type { PageMessage } from "../shared/panelProtocol.ts";
import { isHostMessage } from "../shared/panelMessages.ts";
import { Page } from "./page.ts";
import "./panel.css";

declare function acquireVsCodeApi(): {
  postMessage(message: PageMessage): void;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();

const page = new Page(
  { main: part("main"), status: part("status") },
  {
    action: (id) => {
      host.postMessage({ type: "action", id });
    },
    copy: (what) => {
      host.postMessage({ type: "copy", what });
    },
  },
  document.documentElement.lang,
);

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  if (!isHostMessage(data)) {
    return;
  }
  switch (data.type) {
    case "state":
      page.show(data.state);
      if (data.saved !== undefined) {
        host.setState(data.saved);
      }
      break;
    case "announce":
      page.announce(data.text);
      break;
  }
});

host.postMessage({ type: "ready" });

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`The document has no #${id}`);
  }
  return found;
}
