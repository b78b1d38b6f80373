import { describe, expect, it, vi } from "vitest";
import { connection, explorer, listed } from "../../../support/host/explorerParts.ts";
import { rememberedFile } from "../../../support/catalog.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const other = { ...connection, id: "c2", name: "Other" };

describe("the files of all connections", () => {
  it("keep the order of the connections when one is renamed", async () => {
    const { store, library, tree } = await explorer(() => Promise.resolve(listed));
    await store.save(other, "key");
    await store.save({ ...connection, name: "Renamed" }, undefined);
    expect(library.all.map((files) => files.connection.name)).toEqual(["Renamed", "Other"]);
    expect(tree.trees.map(({ files }) => files.connection.name)).toEqual(["Renamed", "Other"]);
  });

  it("start anew with another key, which may be another account's, and with no other connection's", async () => {
    const { store, library } = await explorer(() => Promise.resolve(listed));
    await store.save(other, "key");
    const [first, second] = library.all;
    expect(first?.catalog.size).toBe(2);
    await store.save(connection, "another key");
    expect(library.all.map(({ catalog, listingState }) => [catalog.size, listingState.kind])).toEqual([
      [0, "unlisted"],
      [0, "unlisted"],
    ]);
    expect(library.all[0]).not.toBe(first);
    expect(library.all[1]).toBe(second);
  });

  it("stay as they are where the same key is given once more", async () => {
    const { store, library } = await explorer(() => Promise.resolve(listed));
    const [files] = library.all;
    await store.save(connection, "key");
    expect(library.all[0]).toBe(files);
  });

  it("are waited for by who asks for one while they are listed for the first time", async () => {
    const { store, library } = await explorer(() => Promise.resolve(listed));
    await store.save(connection, "another key");
    const refreshed = library.of(connection).refresh();
    expect(library.all[0]?.listingState.kind).toBe("listing");
    expect(await library.entry({ connectionId: "c1", fileId: "101" })).toMatchObject({ id: "101" });
    await refreshed;
  });

  it("take nothing in for a connection that was removed during the call", async () => {
    const { state, store, library } = await explorer(() => Promise.resolve(listed));
    await store.remove(connection);
    await library.of(connection).remember(rememberedFile());
    expect(library.all).toEqual([]);
    expect(state.keys().filter((key) => key.includes("remembered"))).toEqual([]);
  });
});
