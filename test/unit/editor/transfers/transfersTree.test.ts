import { describe, expect, it, vi } from "vitest";
import { TransfersTree, type TransfersView } from "../../../../src/editor/transfers/transfersTree.ts";
import type { Transfers } from "../../../../src/editor/transfers/transfers.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { downloadJob, QueueBench, uploadJob } from "../../transfer/queue/support.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const view: TransfersView = { badge: undefined, selection: [] };

function scene() {
  const bench = new QueueBench({ concurrency: 1 });
  const tree = new TransfersTree({
    view,
    transfers: { queue: bench.queue } as Partial<Transfers> as Transfers,
    formats: makeFormats("en", "UTC"),
    describeFailure: () => ({ message: "The network failed.", remedy: "Try again." }),
  });
  /** The rows from the top, as `name: state [what can be done]`. */
  const rows = (): string[] =>
    tree.getChildren().map((node) => {
      const { label, description, contextValue } = tree.getTreeItem(node);
      return `${label as string}: ${description as string} [${contextValue?.split(" ").slice(2).join(" ")}]`;
    });
  return { bench, tree, rows };
}

describe("the transfers view", () => {
  it("shows percent, speed and time left of what runs, and that the others wait", async () => {
    const { bench, rows } = scene();
    bench.queue.add(downloadJob("1"));
    bench.queue.add(uploadJob());
    const { onProgress } = bench.running.get("t1")!.control;
    onProgress({ phase: "receiving", transferred: 0, total: 100_000_000 });
    await bench.clock.advance(1000);
    onProgress({ phase: "receiving", transferred: 20_000_000, total: 100_000_000 });
    const [upload, download] = rows();
    expect(upload).toBe("voice.mp3: waiting [queued canPause open]");
    expect(download).toMatch(/^1\.mp4: 20% · [\d.]+ MB\/s · \d+ .* left \[running canPause open\]$/);
  });

  it("keeps what is paused, done, failed and cancelled, each with what can be done about it", async () => {
    const { bench, rows, tree } = scene();
    for (const id of ["1", "2", "3", "4"]) {
      bench.queue.add(downloadJob(id));
    }
    await bench.running.get("t1")!.finish();
    await bench.running.get("t2")!.fail(new Error("no network"));
    bench.queue.pause("t3");
    await bench.clock.advance(0);
    bench.queue.cancel("t4");
    await bench.clock.advance(0);
    expect(rows()).toEqual([
      "4.mp4: cancelled, nothing kept [cancelled canRetry ended]",
      "3.mp4: paused [paused open]",
      "2.mp4: failed [failed canRetry ended]",
      "1.mp4: 5 B [done ended]",
    ]);
    const failed = tree.getTreeItem(tree.getChildren()[2]!);
    expect(failed.tooltip).toBe("/downloads/2.mp4\nThe network failed.\nTry again.");
  });

  it("has a badge that counts what waits and runs", async () => {
    const { bench } = scene();
    expect(view.badge).toBeUndefined();
    bench.queue.add(downloadJob("1"));
    bench.queue.add(downloadJob("2"));
    await bench.clock.advance(250);
    expect(view.badge?.value).toBe(2);
    bench.queue.pause("t2");
    await bench.clock.advance(250);
    expect(view.badge?.value).toBe(1);
    await bench.running.get("t1")!.finish();
    await bench.clock.advance(250);
    expect(view.badge).toBeUndefined();
  });
});
