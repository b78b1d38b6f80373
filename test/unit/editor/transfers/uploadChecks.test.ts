import { beforeEach, expect, it, vi } from "vitest";
import { checkedUploads } from "../../../../src/editor/transfers/uploadChecks.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { silentLog } from "../../../../src/shared/log.ts";

const asked = vi.hoisted(() => ({ details: [] as string[] }));

vi.mock("../../../../src/transfer/upload/checkUpload.ts", () => ({
  checkUpload: () => Promise.resolve([{ kind: "empty" }]),
}));

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  ProgressLocation: { Notification: 15 },
  window: {
    showWarningMessage: (_text: string, { detail }: { detail: string }) => {
      asked.details.push(detail);
      return Promise.resolve(undefined);
    },
    withProgress: (_options: object, work: (progress: object, token: object) => unknown) =>
      work({}, { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: vi.fn() }) }),
  },
}));

beforeEach(() => {
  asked.details = [];
});

it("a file's name fills no other line of the question than its own", async () => {
  const filename = "a.mp3: is fine\nb.mp3";
  const wish = { path: `/work/${filename}`, filename, purpose: "voice_clone" };
  await checkedUploads([wish], makeFormats("en"), silentLog);
  expect(asked.details).toEqual(["a.mp3: is fine\uFFFDb.mp3: it is empty"]);
});
