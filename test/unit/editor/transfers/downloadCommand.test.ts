import { basename, join } from "node:path";
import * as vscode from "vscode";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { downloadFiles, type DownloadContext } from "../../../../src/editor/transfers/downloadCommand.ts";
import { createMayGoOn } from "../../../../src/editor/transfers/mayGoOn.ts";
import type { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import type { TransferJob } from "../../../../src/transfer/queue/transfer.ts";
import { fileRecord } from "../../../support/catalog.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";
import { makeTempFolder } from "../../../support/folders.ts";
import { downloadJob, QueueBench } from "../../transfer/queue/support.ts";

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  return {
    ...fake,
    ProgressLocation: { Notification: 15 },
    window: { ...fake.window, withProgress: () => new Promise(() => undefined) },
  };
});

const comet: Connection = { id: "c", provider: "cometapi", name: "Comet", origin: "https://x" };
const formats = makeFormats("en");
const folder = makeTempFolder("download-command");

beforeEach(() => {
  shownMessages.length = 0;
  pressedButtons.clear();
});

afterAll(() => {
  folder.remove();
});

/** Asks for one file of a gateway, and tells when it is asked about, or on its way. */
async function download({ hasLink }: { readonly hasLink: boolean }): Promise<QueueBench> {
  const bench = new QueueBench();
  const context: Partial<DownloadContext> = {
    transfers: { queue: bench.queue } as Partial<Transfers> as Transfers,
    formats,
    mayGoOn: createMayGoOn({
      store: { find: () => comet } as never,
      retriever: { lastLive: () => (hasLink ? {} : undefined) } as never,
      formats,
    }),
    chooseFolder: () => Promise.resolve(vscode.Uri.file(folder.path)),
  };
  const asked = downloadFiles(context as DownloadContext, [{ connectionId: "c", file: fileRecord() }]);
  await Promise.race([asked, vi.waitUntil(() => bench.started.length > 0)]);
  return bench;
}

it("a name that is given away while the user is asked what it costs is not given again", async () => {
  const bench = new QueueBench({ concurrency: 8 });
  const answer = Promise.withResolvers<boolean>();
  const asked = Promise.withResolvers<undefined>();
  const context: Partial<DownloadContext> = {
    transfers: { queue: bench.queue } as Partial<Transfers> as Transfers,
    formats,
    mayGoOn: () => {
      asked.resolve(undefined);
      return answer.promise;
    },
    chooseFolder: () => Promise.resolve(vscode.Uri.file(folder.path)),
  };
  const wishes = ["7", "8"].map((id) => ({
    connectionId: "c",
    file: fileRecord({ id, filename: "output.mp4" }),
  }));
  void downloadFiles(context as DownloadContext, wishes);
  await asked.promise;
  for (const [fileId, name] of Object.entries({ "1": "OUTPUT.mp4", "2": "output (2).mp4" })) {
    bench.queue.add({ ...downloadJob(fileId), target: join(folder.path, name) } as TransferJob);
  }
  answer.resolve(true);
  await vi.waitUntil(() => bench.started.length === 4);
  const names = bench.queue.transfers.map(({ job }) => (job.kind === "download" ? basename(job.target) : ""));
  expect(names).toEqual(["OUTPUT.mp4", "output (2).mp4", "output (3).mp4", "output (1).mp4"]);
});

describe("a download whose link has to be paid for", () => {
  it("is not made without a yes, whichever button asked for it", async () => {
    const { started } = await download({ hasLink: false });
    expect(shownMessages).toEqual(["This makes a paid call."]);
    expect(started).toEqual([]);
  });

  it("is made for a yes", async () => {
    pressedButtons.add("Spend $0.004");
    expect((await download({ hasLink: false })).started).toEqual(["t1"]);
  });

  it("asks nothing while a link that was paid for still works", async () => {
    const { started } = await download({ hasLink: true });
    expect(shownMessages).toEqual([]);
    expect(started).toEqual(["t1"]);
  });
});
