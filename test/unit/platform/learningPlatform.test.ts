import { describe, expect, test } from "vitest";
import { createPlatform } from "../../../src/platform/client.ts";
import { learningPlatform } from "../../../src/platform/learningPlatform.ts";
import type { Platform } from "../../../src/platform/platform.ts";
import { PlatformError } from "../../../src/platform/platformError.ts";
import { providers } from "../../../src/platform/providers.ts";
import { silentLog } from "../../../src/shared/log.ts";
import type { Pacer } from "../../../src/shared/steps.ts";
import { FakeClock } from "../../support/fakeClock.ts";
import { ScriptedHttp, type Step } from "../../support/scriptedHttp.ts";

function client(step: Step, pacer?: Pacer): Platform {
  return createPlatform({
    http: new ScriptedHttp(step),
    provider: providers.custom,
    origin: "https://custom.example",
    key: () => Promise.resolve("canary-key"),
    clock: new FakeClock(1_000_000),
    random: () => 0.5,
    log: silentLog,
    ...(pacer === undefined ? {} : { pacer }),
  });
}

function watched(step: Step): { readonly platform: Platform; readonly learnt: string[] } {
  const learnt: string[] = [];
  const platform = learningPlatform(client(step), (operation, outcome) => {
    learnt.push(`${operation}: ${outcome}`);
  });
  return { platform, learnt };
}

describe("a platform that learns what is offered", () => {
  test("success proves the operation", async () => {
    const { platform, learnt } = watched({ body: '{"files":[],"base_resp":{"status_code":0}}' });
    await platform.list();
    expect(learnt).toEqual(["list: success"]);
  });

  test("a refusal is told with its reason, and still rejects", async () => {
    const { platform, learnt } = watched({
      status: 503,
      body: '{"error":{"message":"no available channel for model minimax-files"}}',
    });
    await expect(platform.delete("123", undefined)).rejects.toSatisfy((error) =>
      PlatformError.is(error, "notOffered"),
    );
    expect(learnt).toEqual(["delete: notOffered"]);
  });

  test("a network that fails says nothing about the platform", async () => {
    const { platform, learnt } = watched({ fail: new Error("cable cut") });
    await expect(platform.queryTask("video", "1")).rejects.toThrow("cable cut");
    expect(learnt).toEqual([]);
  });
});

test("a long list lets others run while it is decoded", async () => {
  const files = Array.from({ length: 20_000 }, (_, index) => ({
    file_id: index + 1,
    filename: `clip-${index}.mp4`,
  }));
  let now = 0;
  let turns = 0;
  const pacer: Pacer = {
    now: () => (now += 1),
    turn: () => {
      turns += 1;
      return Promise.resolve();
    },
  };
  const listed = await client({ body: JSON.stringify({ files }) }, pacer).list();
  expect(listed).toHaveLength(files.length);
  // 100 strides of 200 records at one millisecond each, in slices of eight, and the parsing before.
  expect(turns).toBeGreaterThan(10);
});
