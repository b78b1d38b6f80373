import { describe, expect, it, vi } from "vitest";
import { ChosenFiles } from "../../../../src/editor/explorer/chosenFiles.ts";
import type { FilesView } from "../../../../src/editor/explorer/filesView.ts";
import { OwnNodes, type FilesNode } from "../../../../src/editor/explorer/treeNodes.ts";
import { connection, explorer, listed } from "../../../support/host/explorerParts.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

/** Two connections of which none was listed yet: the view was never seen. */
async function unseen() {
  const parts = await explorer(() => Promise.resolve(listed));
  await parts.store.save({ ...connection, id: "c2", name: "Other" }, "key");
  await parts.store.save(connection, "another key");
  const own = new OwnNodes();
  const row = own.mark<FilesNode>({ kind: "connection", connectionId: "c2" });
  const view = { selection: [] } as Partial<FilesView> as FilesView;
  const stateOf = (id: string) => parts.library.find(id)?.listingState.kind;
  expect([stateOf("c1"), stateOf("c2")]).toEqual(["unlisted", "unlisted"]);
  return { ...parts, chosen: new ChosenFiles({ ...parts, view, own }), row, stateOf };
}

describe("the files that a command is for", () => {
  it("are listed where a connection's row was never opened", async () => {
    const { chosen, row, stateOf } = await unseen();
    expect((await chosen.of([row])).map(({ entry }) => entry.id)).toEqual(["101", "102"]);
    expect(stateOf("c1")).toBe("unlisted");
  });

  it("are those of the active connection where the view was never seen", async () => {
    const { chosen, stateOf } = await unseen();
    expect((await chosen.shown()).map(({ connection: { id } }) => id)).toEqual(["c1", "c1"]);
    expect(stateOf("c2")).toBe("unlisted");
  });

  it("are all of them where the list is still on its way, and no part", async () => {
    const { library, chosen, row } = await unseen();
    const idsOf = (files: readonly { readonly entry: { readonly id: string } }[]) =>
      files.map(({ entry }) => entry.id);
    void library.find("c2")?.refresh();
    expect(idsOf(await chosen.of([row]))).toEqual(["101", "102"]);
    void library.find("c2")?.refresh();
    void library.find("c1")?.refresh();
    expect(idsOf(await chosen.shown())).toEqual(["101", "102", "101", "102"]);
  });

  it("are all of them where the list has just come and is still being taken in", async () => {
    const { library, chosen, row, stateOf } = await unseen();
    void library.find("c2")?.refresh();
    while (stateOf("c2") !== "listed") {
      await Promise.resolve();
    }
    expect(library.find("c2")?.catalog.size).toBe(0);
    expect((await chosen.of([row])).map(({ entry }) => entry.id)).toEqual(["101", "102"]);
  });
});
