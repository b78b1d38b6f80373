import assert from "node:assert/strict";
import * as vscode from "vscode";
import { activated, workspaceFolder } from "./support.ts";

describe("the public API", () => {
  it("lists, retrieves and downloads, and gives out neither keys nor links unasked", async () => {
    const api = await activated();
    assert.equal(api.version, 1);
    assert.deepEqual(Object.keys(api.connections[0] ?? {}).sort(), ["id", "name", "provider"]);

    const files = await api.list();
    const narrator = files.find(({ filename }) => filename === "narrator.wav");
    assert.ok(narrator, "the seed's file is listed");

    const retrieved = await api.retrieve(narrator.id);
    assert.equal(retrieved.id, narrator.id);
    const told = JSON.stringify([api, files, retrieved]);
    assert.doesNotMatch(told, /Signature|sk-api|https?:/);
    assert.match((await api.retrieve(narrator.id, { includeLink: true })).link ?? "", /Signature=/);

    const folder = vscode.Uri.joinPath(workspaceFolder(), "by-api");
    const first = await api.download(narrator.id, folder);
    const second = await api.download(narrator.id, folder);
    assert.equal((await vscode.workspace.fs.readFile(first)).byteLength, narrator.size);
    assert.notEqual(second.fsPath, first.fsPath, "what is there is not overwritten");
    const atOnce = await Promise.all([1, 2, 3].map(() => api.download(narrator.id, folder)));
    assert.equal(new Set(atOnce.map(({ fsPath }) => fsPath)).size, 3, "what is under way is not in the way");
  });

  it("lets go of a caller who goes away, and calls that no error of its own", async () => {
    const api = await activated();
    const gone = new AbortController();
    const listing = api.list({ signal: gone.signal });
    const reason = new Error("the caller is gone");
    gone.abort(reason);
    await assert.rejects(listing, reason);
    await assert.rejects(api.list({ signal: gone.signal }), reason);
  });

  it("refuses an id that is none, and a connection that is not there", async () => {
    const api = await activated();
    await assert.rejects(api.retrieve("1e3"), /int64/);
    await assert.rejects(api.list({ connection: "nowhere" }), /no connection/);
  });
});
