import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { KeyStore } from "../../../../src/editor/connections/keyStore.ts";
import { sandboxFaces } from "../../../../src/editor/sandbox/sandboxFaces.ts";
import { SandboxHost } from "../../../../src/editor/sandbox/sandboxHost.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";
import { makeTempFolder, rootFolder } from "../../../support/folders.ts";
import { FakeMemento, FakeSecrets } from "../../../support/host/fakeState.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

describe("the sandbox of a window", { timeout: 30_000 }, () => {
  const folder = makeTempFolder("sandbox-host");
  const opened: SandboxHost[] = [];
  let state: FakeMemento;
  let store: ConnectionStore;

  /** A window of the same user: the same state, the same folder. */
  function openWindow(): SandboxHost {
    const host = new SandboxHost({
      store,
      state,
      folder: vscode.Uri.file(folder.path),
      mediaFolder: vscode.Uri.file(join(rootFolder, "media/sandbox")),
      log: silentLog,
    });
    opened.push(host);
    return host;
  }

  beforeEach(() => {
    state = new FakeMemento();
    store = new ConnectionStore(state, new KeyStore(new FakeSecrets(), silentLog));
    shownMessages.length = 0;
    pressedButtons.clear();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((host) => host.stop()));
  });

  afterAll(() => {
    folder.remove();
  });

  it("is shared with another window: a second one on the same folder would overwrite its state", async () => {
    const [first, second] = [openWindow(), openWindow()];
    await first.start();
    const origin = first.running?.origin ?? "";
    await second.start();
    expect(second.isRunning).toBe(false);
    expect(store.active?.origin).toBe(origin);
    expect(shownMessages).toEqual([`Sandbox runs in another window already, on ${origin}.`]);
    await first.stop();
    await second.start();
    // Scripts that know the port go on working.
    expect(second.running?.origin).toBe(origin);
  });

  it("is shared also where its connection was removed while it ran", async () => {
    const [first, second] = [openWindow(), openWindow()];
    await first.start();
    const { origin } = first.running!;
    await store.remove(store.active!);
    await second.start();
    expect(second.isRunning).toBe(false);
    expect(store.active?.origin).toBe(origin);
  });

  it("starts a task also where its connection was removed: nobody could ask about it, and the command did nothing", async () => {
    const host = openWindow();
    await host.start();
    await store.remove(store.active!);
    expect(await host.startTask()).toMatchObject({ connection: { id: "sandbox" } });
    expect(store.active?.origin).toBe(host.running?.origin);
  });

  it("can be reset where what it has stored is damaged, and is not without the user's word", async () => {
    const first = openWindow();
    await first.start();
    const { origin } = first.running!;
    await first.stop();
    const path = join(folder.path, "sandbox", "sandbox.json");
    writeFileSync(path, "{");
    const host = openWindow();
    await expect(host.start()).rejects.toMatchObject({ name: "CancelledError" });
    expect(readFileSync(path, "utf8")).toBe("{");
    pressedButtons.add("Reset");
    await host.start();
    expect(host.running?.origin).toBe(origin);
    expect(shownMessages).toEqual(Array(2).fill("What Sandbox has stored cannot be read. Reset it?"));
  });

  it("stays stopped where it is stopped while it starts", async () => {
    const host = openWindow();
    const started = host.start();
    await host.stop();
    await started;
    expect(host.isRunning).toBe(false);
  });

  it("has one face at a time, also where the second is wanted while the first starts", async () => {
    const host = openWindow();
    const [minimax, china] = sandboxFaces();
    await Promise.all([host.start(minimax), host.start(china)]);
    const { face, origin, key } = host.running!;
    expect(face.face).toBe("china");
    const answer = await fetch(new URL("/_sandbox/state", origin), {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await answer.json()).toMatchObject({ face: "china" });
  });

  it("starts again as what it was, where its connection is the active one", async () => {
    const [, china] = sandboxFaces();
    const host = openWindow();
    await host.start(china);
    await host.stop();
    await host.start();
    expect(host.running?.face.face).toBe("china");
  });

  it("tells when a fault is used up, or a script sets another: the status bar would show what is over", async () => {
    const host = openWindow();
    await host.start();
    const { origin, key } = host.running!;
    const misbehaves: boolean[] = [];
    host.onDidChange(() => misbehaves.push(host.running?.faults.length !== 0));
    const headers = { authorization: `Bearer ${key}` };
    await host.misbehave([{ at: "api", kind: "code", code: 1002, times: 1 }]);
    expect(misbehaves.at(-1)).toBe(true);
    await fetch(new URL("/v1/files/list", origin), { headers });
    expect(misbehaves.at(-1)).toBe(false);
    await fetch(new URL("/_sandbox/faults", origin), {
      method: "POST",
      headers,
      body: JSON.stringify({ at: "api", kind: "empty" }),
    });
    expect(misbehaves.at(-1)).toBe(true);
  });

  it("starts after a start that failed", async () => {
    const host = new SandboxHost({
      store,
      state,
      folder: vscode.Uri.file("/dev/null"),
      mediaFolder: vscode.Uri.file(join(rootFolder, "media/sandbox")),
      log: silentLog,
    });
    await expect(host.start()).rejects.toThrow();
    expect(host.isRunning).toBe(false);
    await expect(host.start()).rejects.toThrow();
  });
});
