import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHostMessage, isPageMessage, isSavedPanel } from "../../../src/shared/panelMessages.ts";
import { videoView } from "../../support/panel/views.ts";

const view = videoView();
const problem = { title: "t", message: "m", actions: [] };
const saved = { version: 1, file: { connectionId: "c", fileId: "1" }, receivedAt: 1, view };

describe("what the page tells the host", () => {
  it("is one of three things", () => {
    expect(isPageMessage({ type: "ready" })).toBe(true);
    expect(isPageMessage({ type: "action", id: "download" })).toBe(true);
    expect(isPageMessage({ type: "copy", what: "raw" })).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    ["ready"],
    [[]],
    [{}],
    [{ type: "run", command: "workbench.action.terminal.new" }],
    [{ type: "action", id: "workbench.action.terminal.new" }],
    [{ type: "action", id: ["download"] }],
    [{ type: "copy", what: "secret" }],
    [{ type: "toString" }],
    [{ type: "__proto__" }],
    [Object.create({ type: "ready" })],
  ])("is refused otherwise: %j", (message) => {
    expect(isPageMessage(message)).toBe(false);
  });

  it("is never anything that chance produces", () => {
    fc.assert(fc.property(fc.anything(), (message) => !isPageMessage(message)));
  });
});

describe("what the host tells the page", () => {
  it.each([
    [{ kind: "ready", view }],
    [{ kind: "stale", notice: "n", view }],
    [{ kind: "loading", heading: "h", notice: "n" }],
    [{ kind: "loading", heading: "h", notice: "n", view }],
    [{ kind: "error", heading: "h", problem }],
  ])("passes in every state", (state) => {
    expect(isHostMessage({ type: "state", state })).toBe(true);
    expect(isHostMessage(JSON.parse(JSON.stringify({ type: "state", state, saved })))).toBe(true);
  });

  it.each([
    [{ kind: "ready" }],
    [{ kind: "ready", view: { ...view, filename: { toString: "x" } } }],
    [{ kind: "ready", view: { ...view, actions: [{ id: "format", label: "Format disk" }] } }],
    [{ kind: "ready", view: { ...view, link: { ...view.link, life: { kind: "known" } } } }],
    [{ kind: "other", view }],
  ])("is refused where it is malformed", (state) => {
    expect(isHostMessage({ type: "state", state })).toBe(false);
  });
});

/** Every place in a message, each with the message in which something of another kind stands there. */
function* tampered(message: unknown, path = ""): Generator<readonly [string, unknown]> {
  yield [path, typeof message === "number" ? "text" : 42];
  if (typeof message === "object" && message !== null) {
    for (const [name, value] of Object.entries(message) as [string, unknown][]) {
      for (const [where, changed] of tampered(value, `${path}/${name}`)) {
        const copy: unknown = Array.isArray(message)
          ? message.with(Number(name), changed)
          : { ...message, [name]: changed };
        yield [where, copy];
      }
    }
  }
}

describe("a message of which one part is of another kind", () => {
  const messages: readonly unknown[] = [
    { type: "state", state: { kind: "stale", notice: "n", view }, saved },
    { type: "state", state: { kind: "loading", heading: "h", notice: "n", view } },
    { type: "state", state: { kind: "error", heading: "h", problem: { ...problem, actions: view.actions } } },
    { type: "announce", text: "t" },
  ];

  it("is refused by the page, wherever that part is", () => {
    for (const message of messages) {
      expect(isHostMessage(message)).toBe(true);
      for (const [where, changed] of tampered(message)) {
        expect(isHostMessage(changed), where).toBe(false);
      }
    }
  });

  it("is refused by the host, wherever that part is", () => {
    for (const message of [
      { type: "action", id: "download" },
      { type: "copy", what: "raw" },
    ]) {
      for (const [where, changed] of tampered(message)) {
        expect(isPageMessage(changed), where).toBe(false);
      }
    }
  });

  it("is never read from what VS Code kept", () => {
    for (const [where, changed] of tampered(saved)) {
      expect(isSavedPanel(changed), where).toBe(false);
    }
  });
});

describe("any JSON", () => {
  it("passes no gate by chance", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (message) => {
        expect([isHostMessage(message), isPageMessage(message), isSavedPanel(message)]).toEqual([
          false,
          false,
          false,
        ]);
      }),
    );
  });
});

describe("what survived a reload", () => {
  it("is read if this version wrote it", () => {
    expect(isSavedPanel(saved)).toBe(true);
  });

  it("is left alone if another version did", () => {
    expect(isSavedPanel({ ...saved, version: 2 })).toBe(false);
    expect(isSavedPanel({ ...saved, view: {} })).toBe(false);
    expect(isSavedPanel(undefined)).toBe(false);
  });
});
