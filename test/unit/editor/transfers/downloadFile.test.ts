import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { downloadFile } from "../../../../src/editor/transfers/downloadFile.ts";
import { downloadReasonText } from "../../../../src/editor/transfers/downloadReasonText.ts";
import type { FreshLinks } from "../../../../src/transfer/download/downloadJob.ts";
import type { DownloadDeps, DownloadJob } from "../../../../src/transfer/download/downloadJob.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { makeTempFolder } from "../../../support/folders.ts";

const engines = vi.hoisted(() => ({ download: vi.fn<(job: DownloadJob, deps: DownloadDeps) => unknown>() }));
vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  workspace: { getConfiguration: () => ({ inspect: () => undefined }) },
}));
vi.mock("../../../../src/transfer/download/download.ts", () => engines);

const connection = { id: "c1", provider: "minimax-global", name: "M", origin: "https://x" } as const;
const folder = makeTempFolder("download-file");
afterAll(() => {
  folder.remove();
});
beforeEach(() => {
  engines.download.mockReset();
});

/** Downloads file 1, while the platform answers with another one's record and link, now or earlier. */
async function download(answered: { readonly now?: string; readonly earlier?: string }): Promise<unknown> {
  const answer = (id: string | undefined): object | undefined =>
    id === undefined
      ? undefined
      : { file: { id }, link: { url: new URL("https://x/"), expiresAt: undefined } };
  const world = {
    platforms: { offers: () => false },
    retriever: {
      lastLive: () => answer(answered.earlier),
      retrieve: () => Promise.resolve(answer(answered.now)),
    },
    network: { linksOf: () => undefined },
  };
  return downloadFile(world as never, connection, {
    fileId: "1",
    target: join(folder.path, "1.mp4"),
    size: undefined,
    conflict: "fail",
    mayPay: true,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
}

describe("an answer of the platform about another file", () => {
  it("is never downloaded under the name of the file that was asked for", async () => {
    engines.download.mockImplementation(({ source }, { signal }): Promise<FreshLinks> | FreshLinks =>
      source.link === undefined ? source.refreshLink(signal) : (source as FreshLinks),
    );
    await expect(download({ now: "2" })).rejects.toMatchObject({ reason: "anotherFile" });
    await expect(download({ earlier: "2" })).rejects.toMatchObject({ reason: "anotherFile" });
    await expect(download({ now: "1" })).resolves.toMatchObject({ file: { id: "1" } });
    await expect(download({ earlier: "1" })).resolves.toHaveProperty("link.url");
  });

  it("is explained, with what to do", async () => {
    engines.download.mockImplementation(({ source }, { signal }) => source.refreshLink(signal));
    const error: unknown = await download({ now: "2" }).catch((reason: unknown) => reason);
    const { message, remedy } = downloadReasonText(error as never, connection, makeFormats("en"));
    expect(message).toContain("another file");
    expect(remedy).toContain("Nothing was saved");
  });
});
