import { beforeEach, describe, expect, it, vi } from "vitest";
import * as vscode from "vscode";
import type { CatalogEntry } from "../../../../src/catalog/catalogEntry.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { MetadataPanels } from "../../../../src/editor/metadata/metadataPanels.ts";
import { retrieveAgain, type RetrieveContext } from "../../../../src/editor/retrieve/retrieveCommands.ts";
import { verifyLink } from "../../../../src/editor/retrieve/verifyLink.ts";
import type { HttpRequest } from "../../../../src/http/http.ts";
import type { RetrievedFile } from "../../../../src/platform/fileRecord.ts";
import { CancelledError, untilAborted } from "../../../../src/shared/cancellation.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import type { HostMessage, PageMessage, PanelState } from "../../../../src/shared/panelProtocol.ts";
import { FakeClock, settle } from "../../../support/fakeClock.ts";
import { shownMessages } from "../../../support/fakeVscode.ts";

/** The panel that is open: what its page was sent, and what it says. */
const page = vi.hoisted(() => ({
  sent: [] as unknown[],
  say: undefined as unknown as (message: unknown) => void,
  close: undefined as unknown as () => void,
}));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const createWebviewPanel = () => {
    const received = new fake.EventEmitter<unknown>();
    const closed = new fake.EventEmitter<undefined>();
    page.say = (message) => {
      received.fire(message);
    };
    page.close = () => {
      closed.fire(undefined);
    };
    return {
      visible: true,
      onDidDispose: closed.event,
      dispose: page.close,
      webview: {
        onDidReceiveMessage: received.event,
        asWebviewUri: String,
        postMessage: (message: unknown) => page.sent.push(message),
      },
    };
  };
  return {
    ...fake,
    ViewColumn: { Active: -1 },
    env: { ...fake.env, language: "en" },
    window: { ...fake.window, createWebviewPanel },
  };
});

const connection: Connection = { id: "c1", provider: "cometapi", name: "Comet", origin: "https://x" };
const id = "335811572470048";
const record = { id, filename: "v.mp4", purpose: "p", size: 3, createdAt: 1, extra: {} };
const entry: CatalogEntry = { id, origin: "remembered", record } as Partial<CatalogEntry> as CatalogEntry;

/** An answer whose link leads to a host of this name. */
function answer(host: string): RetrievedFile {
  return {
    file: record,
    link: { url: new URL(`https://${host}/v.mp4`), expiresAt: undefined },
    backupLink: undefined,
    linkRefused: undefined,
    raw: "{}",
    requestId: undefined,
    receivedAt: 0,
  };
}

function scene() {
  const calls: ((retrieved: RetrievedFile) => void)[] = [];
  const probes: { readonly host: string; readonly signal: AbortSignal; readonly alive: () => void }[] = [];
  let latest: RetrievedFile | undefined;
  const http = {
    exchange: (
      { url, signal = new AbortController().signal }: HttpRequest,
      { onHead }: { onHead: (head: object) => void },
    ) => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      const alive = (): void => {
        resolve(undefined);
      };
      probes.push({ host: url.host, signal, alive });
      const answered = promise.then(() => {
        onHead({ status: 200, header: () => undefined });
      });
      return untilAborted(answered, signal);
    },
  };
  const panels: MetadataPanels = new MetadataPanels({
    extensionUri: vscode.Uri.file("/extension"),
    actions: {
      download: () => Promise.reject(new Error("not a folder: [x](command:y)")),
      open: () => Promise.reject(new CancelledError()),
      retrieve: (asked) => retrieveAgain(context, asked),
      verify: (asked) =>
        verifyLink(context, { linksOf: () => http } as unknown as Parameters<typeof verifyLink>[1], asked),
    },
    offers: () => true,
    formats: makeFormats("en", "UTC"),
    clock: new FakeClock(),
    log: silentLog,
  });
  const context = {
    panels,
    store: { find: () => connection },
    retriever: {
      retrieve: () =>
        new Promise<RetrievedFile>((resolve) => {
          calls.push((retrieved) => {
            latest = retrieved;
            resolve(retrieved);
          });
        }),
      lastLive: () => latest,
    },
    tree: { entry: () => entry },
    view: { reveal: () => Promise.resolve() },
  } as Partial<Record<keyof RetrieveContext, unknown>> as RetrieveContext;
  return {
    panels,
    calls,
    probes,
    show: (retrieved: RetrievedFile) => {
      latest = retrieved;
      panels.show(connection, retrieved, entry);
    },
  };
}

function click(action: Extract<PageMessage, { type: "action" }>["id"]): void {
  page.say({ type: "action", id: action });
}

function shown(): PanelState | undefined {
  return (page.sent as HostMessage[]).findLast((message) => message.type === "state")?.state;
}

/** The host of the link that the page shows, and whether it was found alive. */
function link(): string {
  const view = shown()?.view;
  const host = view?.link.kind === "present" ? view.link.hosts[0]?.value : undefined;
  const alive = view?.checks?.items.find(({ label }) => label === "The link works");
  return `${host ?? "none"}: ${alive?.outcome ?? "?"}`;
}

beforeEach(() => {
  shownMessages.length = 0;
  page.sent.length = 0;
});

describe("the metadata panel", () => {
  it("makes, and pays, one call where its button is clicked twice", async () => {
    const { panels, calls } = scene();
    panels.showKnown(connection, entry);
    click("retrieve");
    click("retrieve");
    expect(calls).toHaveLength(1);
    calls[0]?.(answer("first"));
    await settle();
    expect(shown()?.kind).toBe("ready");
    click("retrieve");
    expect(calls).toHaveLength(2);
  });

  it("shows what a link's host said", async () => {
    const { probes, show } = scene();
    show(answer("first"));
    expect(link()).toBe("first: unknown");
    click("verify");
    probes[0]?.alive();
    await settle();
    expect(link()).toBe("first: pass");
  });

  it("never goes back to a link that has been refreshed while it was verified", async () => {
    const { calls, probes, show } = scene();
    show(answer("first"));
    click("verify");
    click("retrieve");
    calls[0]?.(answer("second"));
    await settle();
    probes[0]?.alive();
    await settle();
    expect(link()).toBe("second: unknown");
    expect(probes[0]?.signal.aborted).toBe(true);
  });

  it("lets no verification take the place of an answer that is awaited", async () => {
    const { calls, probes, show } = scene();
    show(answer("first"));
    click("verify");
    click("retrieve");
    probes[0]?.alive();
    click("verify");
    await settle();
    expect(probes).toHaveLength(1);
    expect(shown()?.kind).toBe("loading");
    calls[0]?.(answer("second"));
    await settle();
    expect(link()).toBe("second: unknown");
  });

  it("ends a verification when it is closed", async () => {
    const { probes, show } = scene();
    show(answer("first"));
    click("verify");
    page.close();
    await settle();
    expect(probes[0]?.signal.aborted).toBe(true);
  });

  it("tells why what was clicked failed, and nothing of what the user has cancelled", async () => {
    const { show } = scene();
    show(answer("first"));
    click("download");
    click("open");
    await settle();
    expect(shownMessages).toEqual(["MiniMax Files: not a folder: [x] (command:y)"]);
  });

  it("tells why nothing was copied", async () => {
    const { show } = scene();
    show(answer("first"));
    vi.spyOn(vscode.env.clipboard, "writeText").mockRejectedValueOnce(new Error("no clipboard"));
    page.say({ type: "copy", what: "id" });
    await settle();
    expect(shownMessages).toEqual(["MiniMax Files: no clipboard"]);
  });
});
