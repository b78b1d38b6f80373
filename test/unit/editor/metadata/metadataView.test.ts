import { describe, expect, it, vi } from "vitest";
import type { RetrievedFile } from "../../../../src/platform/fileRecord.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { panelActionIds } from "../../../../src/shared/panelProtocol.ts";
import type { MetadataContext } from "../../../../src/editor/metadata/metadataContext.ts";
import { retrievedView } from "../../../../src/editor/metadata/metadataView.ts";
import { copyText, usableAction } from "../../../../src/editor/metadata/panelLookup.ts";
import { savedPanel } from "../../../../src/editor/metadata/savedPanel.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const id = "9223372036854775807";
const link = "https://b.oss.com/a%2Fb.mp4?Expires=1763571243&Signature=canary%2B0";

const retrieved: RetrievedFile = {
  file: {
    id,
    filename: "output_aigc.mp4",
    purpose: "video_generation",
    size: undefined,
    createdAt: 1_763_538_787,
    extra: { video_width: 1366, poster: "https://b.oss.com/p.png?Signature=canary2" },
  },
  link: { url: new URL(link), expiresAt: 1_763_571_243 },
  backupLink: { url: new URL("https://mirror.com/b.mp4?Signature=canary3"), expiresAt: undefined },
  linkRefused: undefined,
  raw: `{"file":{"file_id":${id},"download_url":"${link}"},"billing":{"cents":0.4},"base_resp":{"status_code":0}}`,
  requestId: "trace-1",
  receivedAt: 1_763_538_843_000,
};

const context: MetadataContext = {
  connection: { id: "c1", provider: "cometapi", name: "My Comet", origin: "https://api.cometapi.com" },
  offers: (operation) => operation === "retrieve",
  actions: new Set(panelActionIds),
  formats: makeFormats("en", "UTC"),
  now: 1_763_538_843_000,
};

const expectations = { requestedId: id, entry: undefined, probe: undefined };

describe("the view of a retrieved file", () => {
  const view = retrievedView(retrieved, expectations, context);
  const state = { kind: "ready", view } as const;

  it("shows the id digit by digit, and every field that nobody knows", () => {
    expect(view.facts.rows.map(({ value }) => value)).toContain(id);
    expect(view.unknownFields.rows).toEqual([
      { label: "video_width", value: "1366" },
      { label: "poster", value: "https://b.oss.com/p.png?Signature=canary2" },
      { label: "billing", value: '{"cents":0.4}' },
    ]);
  });

  it("says that a lifetime is unknown where the link tells none", () => {
    const endless = {
      ...retrieved,
      link: { url: new URL("https://cdn.minimax.io/v.mp4"), expiresAt: undefined },
    };
    expect(retrievedView(endless, expectations, context).link).toMatchObject({
      life: { kind: "unknown", text: "Lifetime unknown: the link does not say when it expires." },
    });
  });

  it("tells where the answer came from, when, and under which request id", () => {
    const values = view.provenance.rows.map(({ value, hint }) => `${value} ${hint ?? ""}`);
    expect(values[0]).toBe("My Comet CometAPI · https://api.cometapi.com");
    expect(values[1]).toContain("Nov 19, 2025");
    expect(values[2]).toContain("trace-1");
  });

  it("says that a size is unknown rather than zero", () => {
    expect(view.summary).toBe("size unknown · My Comet");
  });

  it("counts down to the link's own expiry, with room for the time left", () => {
    expect(view.link).toMatchObject({
      hosts: [
        { label: "Host", value: "b.oss.com" },
        { label: "Mirror", value: "mirror.com" },
      ],
      life: { kind: "known", expiresAt: 1_763_571_243, remaining: "Expires in {0}" },
    });
  });

  it("says what a fresh link costs", () => {
    expect(view.link.actions.find(({ id }) => id === "retrieve")?.hint).toBe("costs $0.004");
  });

  it("gives every check an outcome and a reason", () => {
    expect(view.checks?.items.map(({ outcome }) => outcome)).toEqual([
      "pass",
      "pass",
      "notApplicable",
      "unknown",
      "pass",
      "pass",
      "unknown",
    ]);
    expect(view.checks?.items.every(({ reason }) => reason !== "")).toBe(true);
  });

  it("lets the page run nothing that is not offered", () => {
    expect(usableAction(state, "download")).toBeDefined();
    expect(usableAction(state, "delete")).toBeUndefined();
    expect(usableAction(state, "remedy1")).toBeUndefined();
  });

  it("offers what the connection can do, and says why it cannot do the rest", () => {
    const offered = (
      operations: readonly string[],
      file = retrieved.file,
    ): Record<string, string | undefined> => {
      const offers = (operation: string): boolean => operations.includes(operation);
      const { actions } = retrievedView({ ...retrieved, file }, expectations, { ...context, offers });
      return Object.fromEntries(
        actions.map(({ id: action, label, disabledReason }) => [action, disabledReason ?? label]),
      );
    };
    expect(offered(["retrieve", "delete", "videoTask"])).toEqual({
      download: "Download",
      open: "Open",
      openExternally: "Open Externally",
      watch: "Watch Task…",
      delete: "Delete…",
    });
    expect(offered(["retrieve"])).toMatchObject({
      watch: "My Comet does not offer task queries.",
      delete: "My Comet does not offer deleting files.",
    });
    // A task that the answer names needs no question.
    const named = { ...retrieved.file, extra: { task_id: "176844028768320" } };
    expect(offered(["videoTask"], named)["watch"]).toBe("Watch Task");
    const uploaded = { ...retrieved.file, purpose: "voice_clone" };
    expect(offered(["videoTask"], uploaded)).not.toHaveProperty("watch");
  });

  it("copies what was received, not what is shown of it", () => {
    expect(copyText(state, "raw")).toBe(retrieved.raw);
    expect(copyText(state, "createdAt")).toBe("1763538787");
    expect(copyText(state, "id")).toBe(id);
  });

  it("keeps over a reload no link, no signature, and no way to copy one", () => {
    const saved = savedPanel({ connectionId: "c1", fileId: id }, retrieved.receivedAt, view);
    expect(JSON.stringify(saved)).not.toContain("canary");
    const restored = { kind: "stale", notice: "", view: saved.view } as const;
    expect(usableAction(restored, "copyLink")).toBeUndefined();
    expect(usableAction(restored, "copyCurl")).toBeUndefined();
    expect(usableAction(restored, "retrieve")).toBeDefined();
  });
});
