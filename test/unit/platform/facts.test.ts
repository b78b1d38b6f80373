import { describe, expect, test } from "vitest";
import { providers } from "../../../src/platform/providers.ts";
import { isWithin, knownPurposes, maximumUploadBytes, purposeFacts } from "../../../src/platform/purposes.ts";

const mebibyte = 1024 * 1024;

function limit(purpose: string, extension: string): number | undefined {
  const facts = purposeFacts(purpose);
  return facts && maximumUploadBytes(facts, extension);
}

describe("purposes", () => {
  test("are found by the platform's own word only", () => {
    expect(purposeFacts("voice_clone")?.id).toBe("voice_clone");
    expect(purposeFacts("Voice_Clone")).toBeUndefined();
    expect(purposeFacts("assistants")).toBeUndefined();
    expect(purposeFacts("constructor")).toBeUndefined();
    expect(new Set(knownPurposes.map(({ id }) => id)).size).toBe(knownPurposes.length);
  });

  test.each([
    ["voice_clone", "mp3", 20 * mebibyte],
    ["voice_clone", ".WAV", 20 * mebibyte],
    ["voice_clone", "mp4", undefined],
    ["video_generation_input", "heic", 30 * mebibyte],
    ["video_generation_input", "mov", 50 * mebibyte],
    ["video_generation_input", "wav", 15 * mebibyte],
    ["video_understanding", "mkv", 512 * mebibyte],
    ["t2a_async_input", "txt", 512 * mebibyte],
    ["retrieval", "anything", 512 * mebibyte],
    ["video_generation", "mp4", undefined],
    ["t2a_async", "tar", undefined],
  ])("%s takes .%s up to %s bytes", (purpose, extension, bytes) => {
    expect(limit(purpose, extension)).toBe(bytes);
  });

  test("bounds include their ends where the documentation says so", () => {
    const clone = purposeFacts("voice_clone")?.duration ?? {};
    expect([9.99, 10, 300, 300.01].map((seconds) => isWithin(seconds, clone))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const prompt = purposeFacts("prompt_audio")?.duration ?? {};
    expect([0, 7.99, 8].map((seconds) => isWithin(seconds, prompt))).toEqual([true, true, false]);
  });

  test("files used by reference live seven days", () => {
    const referenced = knownPurposes.filter(({ usedByReference }) => usedByReference);
    expect(referenced.map(({ id, lifetime }) => [id, lifetime])).toEqual([
      ["video_understanding", 604_800],
      ["video_generation_input", 604_800],
    ]);
  });
});

describe("providers", () => {
  test("are filed under their own ids, with https origins that hold nothing but an origin", () => {
    for (const [id, provider] of Object.entries(providers)) {
      expect(provider.id).toBe(id);
      for (const origin of provider.origins) {
        expect(new URL(origin).origin).toBe(origin);
        expect(origin).toMatch(/^https:/);
      }
    }
  });

  test("CometAPI's retrieve costs 0.004 dollars and names its model; nothing else costs", () => {
    expect(providers.cometapi.pricePerCall).toEqual({ retrieve: 0.004 });
    expect(providers.cometapi.query).toEqual({ retrieve: { model: "minimax-files-retrieve" } });
    const others = Object.values(providers).filter(({ id }) => id !== "cometapi");
    expect(others.map(({ pricePerCall }) => pricePerCall)).toEqual(others.map(() => ({})));
  });
});
