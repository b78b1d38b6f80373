import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { describeError } from "../../../src/editor/errorText.ts";
import { panelChecks } from "../../../src/editor/metadata/checkText.ts";
import { factsSection } from "../../../src/editor/metadata/factSections.ts";
import type { MetadataContext } from "../../../src/editor/metadata/metadataContext.ts";
import { ConflictQuestions } from "../../../src/editor/transfers/conflicts.ts";
import { uploadProblemText } from "../../../src/editor/transfers/uploadProblemText.ts";
import { PlatformError } from "../../../src/platform/platformError.ts";
import { makeFormats } from "../../../src/shared/format.ts";
import { fileRecord } from "../../support/catalog.ts";

const details = vi.hoisted(() => [] as string[]);

vi.mock("vscode", async () => ({
  ...(await import("../../support/fakeVscode.ts")),
  window: {
    showWarningMessage: (_: string, { detail }: { detail: string }) => {
      details.push(detail);
      return Promise.resolve(undefined);
    },
  },
}));

const connection: Connection = { id: "c1", provider: "custom", name: "Mine", origin: "https://a.example" };

beforeEach(() => {
  details.length = 0;
});

describe("one of something is not told in the plural", () => {
  it.each([
    [0, "1 second."],
    [0.2, "1 second."],
    [1, "1 second."],
    [2, "2 seconds."],
  ])("where a server wants to be left alone for %d s", (retryAfter, words) => {
    const error = new PlatformError("rateLimited", "slow down", { status: 429, retryAfter, retryable: true });
    expect(describeError(error, connection).remedy).toBe(`Try again in ${words}`);
  });

  it("where a sound is a second long", () => {
    const problem = { severity: "error", kind: "tooShort", seconds: 1.02, limit: 10 } as const;
    expect(uploadProblemText(problem, makeFormats("en", "UTC"))).toBe(
      "1 second of audio is too short: 10 seconds at least",
    );
  });

  it.each([
    [1, "1 byte", "list: 1 byte, answer: 1 byte"],
    [2, "2 bytes", "list: 2 bytes, answer: 2 bytes"],
  ])("where a file has %d bytes", (size, words, comparison) => {
    const formats = makeFormats("en", "UTC");
    const { rows } = factsSection(fileRecord({ id: "1", size }), { formats } as MetadataContext);
    expect(rows.find(({ label }) => label === "Size")?.hint).toBe(words);
    const sizes = { listed: size, retrieved: size, link: undefined };
    const item = { check: "sizeAgrees", outcome: "pass", reason: "same", sizes } as const;
    expect(panelChecks([item], [], formats).items[0]?.reason).toBe(comparison);
  });

  it.each([
    [1, "1 more file of this download has the same problem."],
    [2, "2 more files of this download have the same problem."],
  ])("where other names are taken too: %d", async (others, words) => {
    await new ConflictQuestions().ask("a.mp4", "downloads", others);
    expect(details).toEqual([words]);
  });
});
