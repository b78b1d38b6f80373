import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import { commandIds } from "../../../../src/editor/ids.ts";
import { createMayGoOn, type MayGoOn } from "../../../../src/editor/transfers/mayGoOn.ts";
import { transferCommands } from "../../../../src/editor/transfers/transferCommands.ts";
import type { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import type { TransfersTree } from "../../../../src/editor/transfers/transfersTree.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { pressedButtons, shownMessages } from "../../../support/fakeVscode.ts";
import { downloadJob, QueueBench } from "../../transfer/queue/support.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const comet: Connection = { id: "c", provider: "cometapi", name: "Comet", origin: "https://x" };
const files = ["1", "2", "3", "4", "5", "6"];

/** Six downloads that have failed and one that is paused; the first so many have a link that still works. */
async function scene(withLink: number) {
  const bench = new QueueBench({ concurrency: 8 });
  for (const file of files) {
    bench.queue.add(downloadJob(file));
  }
  for (const run of [...bench.running.values()]) {
    await run.fail(new Error("no network"));
  }
  const paused = bench.queue.add(downloadJob("7"));
  bench.queue.pause(paused);
  await bench.clock.advance(250);
  bench.started.length = 0;
  const mayGoOn = createMayGoOn({
    store: { find: () => comet } as never,
    retriever: {
      lastLive: (_: Connection, id: string) => (Number(id) <= withLink ? {} : undefined),
    } as never,
    formats: makeFormats("en"),
  });
  const tree = { ofCommand: () => bench.queue.transfers } as Partial<TransfersTree> as TransfersTree;
  const commandsWith = (ask: MayGoOn): ReturnType<typeof transferCommands> =>
    transferCommands({ queue: bench.queue } as Partial<Transfers> as Transfers, tree, ask);
  return { bench, commandsWith, commands: commandsWith(mayGoOn) };
}

beforeEach(() => {
  shownMessages.length = 0;
  pressedButtons.clear();
});

describe.each(["retryTransfer", "retryFailedTransfers"] as const)("%s", (name) => {
  it("asks before it pays again for many links, and pays for nothing without a yes", async () => {
    const { bench, commands } = await scene(0);
    await commands[commandIds[name]]();
    expect(shownMessages).toEqual(["This makes 6 paid calls."]);
    expect(bench.started).toEqual([]);
    pressedButtons.add("Spend $0.024");
    await commands[commandIds[name]]();
    expect(bench.started).toHaveLength(6);
  });

  it("asks nothing while links that were paid for still work", async () => {
    const { bench, commands } = await scene(6);
    await commands[commandIds[name]]();
    expect(shownMessages).toEqual([]);
    expect(bench.started).toHaveLength(6);
  });
});

it("retries only what had failed when it asked, and nothing that was cancelled", async () => {
  const { bench, commandsWith } = await scene(0);
  bench.queue.add(downloadJob("8"));
  bench.queue.cancel(bench.queue.add(downloadJob("9")));
  const commands = commandsWith(async () => {
    await bench.running.get("t8")?.fail(new Error("no network"));
    return true;
  });
  bench.started.length = 0;
  await commands[commandIds.retryFailedTransfers]();
  expect(bench.stateOf("t8")).toBe("failed");
  expect(bench.started).toEqual(["t1", "t2", "t3", "t4", "t5", "t6"]);
});

it("resumes what is paused, and retries nothing", async () => {
  const { bench, commands } = await scene(7);
  await commands[commandIds.resumeTransfer]();
  expect(shownMessages).toEqual([]);
  expect(bench.started).toEqual(["t7"]);
});
