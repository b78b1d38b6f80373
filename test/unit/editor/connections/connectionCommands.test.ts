import { beforeEach, describe, expect, it, vi } from "vitest";
import { connectionCommands } from "../../../../src/editor/connections/connectionCommands.ts";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { ConnectionStore } from "../../../../src/editor/connections/connectionStore.ts";
import { KeyStore } from "../../../../src/editor/connections/keyStore.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";
import { FakeMemento, FakeSecrets } from "../../../support/host/fakeState.ts";

/** What the user types into a box, in his own time. */
const typed = vi.hoisted(() => ({ name: (): Promise<string | undefined> => Promise.resolve(undefined) }));
const key = vi.hoisted(() => ({ ask: (): Promise<string | undefined> => Promise.resolve(undefined) }));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  return { ...fake, window: { ...fake.window, showInputBox: () => typed.name() } };
});
vi.mock("../../../../src/editor/connections/askKey.ts", () => ({ askKey: () => key.ask() }));

const connection: Connection = { id: "c1", provider: "custom", name: "Mine", origin: "https://x.example" };

function scene() {
  const secrets = new FakeSecrets();
  const keys = new KeyStore(secrets, silentLog);
  const store = new ConnectionStore(new FakeMemento(), keys);
  const commands = connectionCommands({
    store,
    validate: () => Promise.resolve(),
    startSandbox: () => Promise.resolve(),
  });
  return { store, secrets, commands };
}

beforeEach(() => {
  shownMessages.length = 0;
  pressedButtons.clear();
});

describe("a connection that another window changes while the user types", () => {
  it("stays removed", async () => {
    const { store, secrets, commands } = scene();
    const removeFirst = async (text: string): Promise<string> => {
      await store.remove(connection);
      return text;
    };
    await store.save(connection, "sk-old");
    typed.name = () => removeFirst("Renamed");
    await commands[commandIds.renameConnection]("c1");
    expect(store.all).toEqual([]);

    await store.save(connection, "sk-old");
    key.ask = () => removeFirst("sk-new");
    await commands[commandIds.enterKey]("c1");
    expect(store.all).toEqual([]);
    expect(await secrets.keys()).toEqual([]);
    expect(shownMessages.at(-1)).toBe("Mine is no longer there, so its key was not stored.");
  });

  it("keeps its new name when its key is entered", async () => {
    const { store, commands } = scene();
    await store.save(connection, "sk-old");
    key.ask = async () => {
      await store.save({ ...connection, name: "Renamed" }, undefined);
      return "sk-new";
    };
    await commands[commandIds.enterKey]("c1");
    expect(store.find("c1")?.name).toBe("Renamed");
  });
});

it.each([commandIds.renameConnection, commandIds.enterKey, commandIds.removeConnection] as const)(
  "%s says that there is no connection yet, instead of nothing",
  async (command) => {
    await scene().commands[command]();
    expect(shownMessages).toEqual(["There is no connection yet."]);
  },
);

it.each([
  ["says that the key may still be in a keyring that refuses to delete it", true, 1],
  ["says no more where the key is gone", false, 0],
])("the removal of a connection %s", async (_what, broken, warnings) => {
  const { store, secrets, commands } = scene();
  await store.save(connection, "sk-old");
  secrets.broken = broken;
  pressedButtons.add("Remove");
  await commands[commandIds.removeConnection]("c1");
  expect(store.all).toEqual([]);
  expect(shownMessages.filter((text) => text.includes("may still hold its API key"))).toHaveLength(warnings);
});
