import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { KeyStore } from "../../../../src/editor/connections/keyStore.ts";
import { warnOfKeyring } from "../../../../src/editor/connections/warnOfKeyring.ts";
import { silentLog } from "../../../../src/shared/log.ts";
import { shownMessages } from "../../../support/fakeVscode.ts";
import { FakeSecrets } from "../../../support/host/fakeState.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const connection: Connection = {
  id: "c1",
  provider: "custom",
  name: "Mine",
  origin: "https://mirror.example",
};

beforeEach(() => {
  shownMessages.length = 0;
});

describe("a keyring that cannot be used", () => {
  it("is said once, however often keys are given, and each key works until the window closes", async () => {
    const secrets = new FakeSecrets();
    secrets.broken = true;
    const keys = new KeyStore(secrets, silentLog);
    warnOfKeyring(keys);
    expect(shownMessages).toEqual([]);
    await keys.set(connection, "first");
    await keys.set({ ...connection, id: "c2" }, "second");
    expect(shownMessages).toEqual([expect.stringContaining("kept until the window closes")]);
    expect(await keys.get(connection)).toBe("first");
    expect(await keys.get({ ...connection, id: "c2" })).toBe("second");
    expect(await new KeyStore(secrets, silentLog).get(connection)).toBeUndefined();
  });

  it("is not spoken of where it works", async () => {
    const keys = new KeyStore(new FakeSecrets(), silentLog);
    warnOfKeyring(keys);
    await keys.set(connection, "key");
    expect(shownMessages).toEqual([]);
  });
});
