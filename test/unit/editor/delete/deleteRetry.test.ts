import { expect, it, vi } from "vitest";
import { deleteAsked, type DeleteContext } from "../../../../src/editor/delete/deleteCommand.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";
import { settle } from "../../../support/fakeClock.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const connection = { id: "c1", provider: "custom", name: "Mine", origin: "https://x.example" } as const;

it("a retry from the notification that fails is told as a first try that fails is", async () => {
  const answers = [Promise.reject(new Error("busy")), Promise.resolve()];
  const context = {
    platforms: { of: () => ({ delete: () => answers.shift() }) },
    formats: makeFormats("en", "UTC"),
    onDeleted: () => Promise.reject(new Error("the cache is in use")),
  } as unknown as DeleteContext;
  pressedButtons.add("Delete").add("Retry");
  await deleteAsked(context, [{ connection, entry: listedEntry({ id: "7" }) }]);
  await settle();
  expect(shownMessages.at(-1)).toBe("MiniMax Files: the cache is in use");
});
