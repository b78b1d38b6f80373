import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { describeError } from "../../../src/editor/errorText.ts";
import { ConflictQuestions } from "../../../src/editor/transfers/conflicts.ts";
import { uploadProblemText } from "../../../src/editor/transfers/uploadProblemText.ts";
import { PlatformError } from "../../../src/platform/platformError.ts";
import { makeFormats } from "../../../src/shared/format.ts";

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
    [1, "1 more file of this download has the same problem."],
    [2, "2 more files of this download have the same problem."],
  ])("where other names are taken too: %d", async (others, words) => {
    await new ConflictQuestions().ask("a.mp4", "downloads", others);
    expect(details).toEqual([words]);
  });
});
