import { beforeEach, describe, expect, it, vi } from "vitest";
import { tellDeleted } from "../../../../src/editor/delete/deleteSummary.ts";
import type { ChosenFile } from "../../../../src/editor/explorer/chosenFiles.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const connection = {
  id: "c1",
  provider: "minimax-global",
  name: "Mine",
  origin: "https://api.example",
} as const;
const formats = makeFormats("en", "UTC");

function file(id: string): ChosenFile {
  return { connection, entry: listedEntry({ id, filename: `${id}.mp4`, purpose: "video_generation" }) };
}

/** What the platform answers for a purpose that it does not delete. */
const undeletable = new PlatformError("invalidParameters", "purpose not supported", {
  status: 200,
  retryable: false,
});

beforeEach(() => {
  shownMessages.length = 0;
  pressedButtons.clear();
});

describe("what is said after a delete", () => {
  it("is nothing where all files are gone: so are their rows", async () => {
    await tellDeleted({ deleted: [file("1")], failed: [], left: [] }, formats, () => Promise.resolve());
    expect(shownMessages).toEqual([]);
  });

  it("explains a purpose that the platform does not delete by the platform's own answer, with a retry", async () => {
    const retry = vi.fn(() => Promise.resolve());
    pressedButtons.add("Retry");
    await tellDeleted(
      { deleted: [file("1")], failed: [{ file: file("2"), error: undeletable }], left: [] },
      formats,
      retry,
    );
    expect(shownMessages).toEqual([
      "1 of 2 files deleted. 2.mp4: Mine refused the request: purpose not supported. Check the ID, the purpose and the file against the platform's limits.",
    ]);
    expect(retry).toHaveBeenCalledOnce();
  });

  it("says how many are kept after a cancel", async () => {
    await tellDeleted({ deleted: [file("1")], failed: [], left: [file("2"), file("3")] }, formats, () =>
      Promise.resolve(),
    );
    expect(shownMessages).toEqual(["1 deleted, 2 kept"]);
  });
});
