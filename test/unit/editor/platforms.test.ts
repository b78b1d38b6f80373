import { afterEach, expect, it, vi } from "vitest";
import { CapabilityStore } from "../../../src/editor/capabilityStore.ts";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { KeyStore } from "../../../src/editor/connections/keyStore.ts";
import type { RedactingLog } from "../../../src/editor/log.ts";
import type { Network } from "../../../src/editor/network.ts";
import { Platforms } from "../../../src/editor/platforms.ts";
import type { PaidCall } from "../../../src/platform/paidCall.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { FakeMemento, FakeSecrets } from "../../support/host/fakeState.ts";
import { ScriptedHttp } from "../../support/scriptedHttp.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const typed: Connection = { id: "c1", provider: "minimax-global", name: "Mine", origin: "https://x.example" };
const fromEnvironment: Connection = { ...typed, keyVariable: "MINIMAX_FILES_TEST_KEY" };

afterEach(() => {
  vi.unstubAllEnvs();
});

it("a key that is typed takes the place of the environment variable's at once", async () => {
  vi.stubEnv("MINIMAX_FILES_TEST_KEY", "sk-environment");
  const empty = { body: '{"files":[],"base_resp":{"status_code":0}}' };
  const api = new ScriptedHttp(empty, empty);
  const keys = new KeyStore(new FakeSecrets(), silentLog);
  const platforms = new Platforms({
    keys,
    capabilities: new CapabilityStore(new FakeMemento()),
    network: { api } as Partial<Network> as Network,
    clock: new FakeClock(),
    log: { ...silentLog, protect: () => undefined } as Partial<RedactingLog> as RedactingLog,
    isKept: () => true,
    onPaidCall: () => undefined,
  });
  await platforms.of(fromEnvironment).list();
  await keys.set(typed, "sk-typed");
  await platforms.of(typed).list();
  expect(api.requests.map(({ request }) => request.headers)).toMatchObject([
    { authorization: "Bearer sk-environment" },
    { authorization: "Bearer sk-typed" },
  ]);
});

it.each([
  ["leaves a trace of a connection that is there", true, 1],
  ["leaves none of one that was removed meanwhile", false, 0],
])("a call that ends %s", async (_what, isKept, traces) => {
  const refusal = { status: 404, body: "" };
  const retrieved = { body: '{"file":{"file_id":1,"filename":"a.mp4"},"base_resp":{"status_code":0}}' };
  const comet: Connection = { ...typed, provider: "cometapi" };
  const state = new FakeMemento();
  const paid: PaidCall[] = [];
  const keys = new KeyStore(new FakeSecrets(), silentLog);
  await keys.set(comet, "sk");
  const platforms = new Platforms({
    keys,
    capabilities: new CapabilityStore(state),
    network: { api: new ScriptedHttp(retrieved, refusal) } as Partial<Network> as Network,
    clock: new FakeClock(),
    log: { ...silentLog, protect: () => undefined } as Partial<RedactingLog> as RedactingLog,
    isKept: () => isKept,
    onPaidCall: (_connection, call) => paid.push(call),
  });
  await platforms.of(comet).retrieve("1");
  await platforms
    .of(comet)
    .list()
    .catch(() => undefined);
  expect([paid.length, state.keys().length]).toEqual([traces, traces]);
});
