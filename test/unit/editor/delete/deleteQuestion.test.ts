import { expect, it, vi } from "vitest";
import * as vscode from "vscode";
import { askDelete } from "../../../../src/editor/delete/deleteQuestion.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

it("the question names one file a line, whatever a server calls it or its purpose", async () => {
  const ask = vi.spyOn(vscode.window, "showWarningMessage");
  const entry = listedEntry({ id: "7", filename: "a\n.mp4", purpose: "b\nNothing is deleted.\u202e" });
  const connection = { id: "c1", provider: "custom", name: "Mine", origin: "https://x.example" } as const;
  await askDelete([{ connection, entry }], makeFormats("en", "UTC"));
  const { detail } = ask.mock.calls[0]?.[1] as unknown as vscode.MessageOptions;
  expect(detail?.split("\n")).toEqual([
    "a�.mp4 · b�Nothing is deleted.� · 7",
    "",
    expect.stringContaining("deletes for good"),
  ]);
});
