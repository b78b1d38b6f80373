import { expect, it, vi } from "vitest";
import type { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { idLinkText } from "../../../../src/editor/links/idText.ts";
import type { KnownFiles } from "../../../../src/editor/links/knownFiles.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { fileRecord } from "../../../support/catalog.ts";
import { FakeClock } from "../../../support/fakeClock.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

it("a server's name draws no icon in a lens or a link's tooltip", () => {
  const id = "361721749176519";
  const entry = { id, record: fileRecord({ id, filename: "$(trash).mp4" }) };
  const known = { find: () => ({ entry }) } as unknown as KnownFiles;
  const parts = {
    store: {} as Partial<ConnectionStore> as ConnectionStore,
    known,
    formats: makeFormats("en", "UTC"),
    clock: new FakeClock(),
  };
  expect(idLinkText(parts, { kind: "file", id, start: 0, end: 15 })).toBe(
    "Show $\u2060(trash).mp4 in MiniMax Files",
  );
});
