import { expect, test } from "vitest";
import { CancelledError } from "../../../../src/shared/cancellation.ts";
import { batchEnd } from "../../../../src/transfer/queue/batch.ts";
import { settle } from "../../../support/fakeClock.ts";
import { downloadJob, QueueBench } from "./support.ts";

test("a batch is told once, when its last transfer has ended, whoever else is in the queue", async () => {
  const bench = new QueueBench({ concurrency: 8 });
  const ids = ["1", "2", "3"].map((id) => bench.queue.add(downloadJob(id)));
  bench.queue.add(downloadJob("other"));
  let ended = false;
  const batch = batchEnd(bench.queue, ids).finally(() => (ended = true));
  await bench.running.get(ids[0]!)!.finish();
  await bench.running.get(ids[1]!)!.fail(new Error("no"));
  expect(ended).toBe(false);
  bench.queue.cancel(ids[2]!);
  const { done, failed, cancelled, open } = await batch;
  expect([done, failed, cancelled, open].map((group) => group.map(({ id }) => id))).toEqual([
    [ids[0]],
    [ids[1]],
    [ids[2]],
    [],
  ]);
});

test("a transfer that was cleared from the list still counts in its batch", async () => {
  const bench = new QueueBench({ concurrency: 8 });
  const ids = ["1", "2"].map((id) => bench.queue.add(downloadJob(id)));
  const batch = batchEnd(bench.queue, ids);
  await bench.running.get(ids[0]!)!.finish();
  bench.queue.clearFinished();
  await bench.running.get(ids[1]!)!.finish();
  expect((await batch).done).toHaveLength(2);
});

test("a batch that has ended already is told at once, an empty one too", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(downloadJob());
  await bench.running.get(id)!.finish();
  expect((await batchEnd(bench.queue, [id])).done).toHaveLength(1);
  expect((await batchEnd(bench.queue, [])).done).toHaveLength(0);
});

test("a transfer that is off the list before the batch begins is not waited for", async () => {
  const bench = new QueueBench();
  const ids = ["1", "2"].map((id) => bench.queue.add(downloadJob(id)));
  await bench.running.get(ids[0]!)!.finish();
  bench.queue.clearFinished();
  const batch = batchEnd(bench.queue, ids);
  await bench.running.get(ids[1]!)!.finish();
  expect((await batch).done.map(({ id }) => id)).toEqual([ids[1]]);
});

test("nobody has to wait for ever for a batch with a paused transfer", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(downloadJob());
  const control = new AbortController();
  const batch = batchEnd(bench.queue, [id], control.signal);
  bench.queue.pause(id);
  await settle();
  control.abort(new CancelledError());
  await expect(batch).rejects.toBeInstanceOf(CancelledError);
});
