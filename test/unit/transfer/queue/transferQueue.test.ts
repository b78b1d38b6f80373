import { expect, test } from "vitest";
import { NetworkError } from "../../../../src/http/http.ts";
import { settle } from "../../../support/fakeClock.ts";
import { downloadJob, QueueBench, uploadJob } from "./support.ts";

test("runs no more than the concurrency at a time, first come, first served", async () => {
  const bench = new QueueBench({ concurrency: 2 });
  const ids = ["1", "2", "3", "4"].map((id) => bench.queue.add(downloadJob(id)));
  expect(bench.started).toEqual(ids.slice(0, 2));
  await bench.running.get(ids[1]!)!.finish();
  expect(bench.started).toEqual(ids.slice(0, 3));
  await bench.running.get(ids[0]!)!.fail(new Error("no"));
  expect(bench.started).toEqual(ids);
});

test("a higher concurrency takes effect at once, a lower one as transfers end", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  const ids = ["1", "2", "3", "4"].map((id) => bench.queue.add(downloadJob(id)));
  bench.queue.setConcurrency(3);
  expect(bench.running.size).toBe(3);
  bench.queue.setConcurrency(1);
  expect(bench.running.size).toBe(3);
  await bench.running.get(ids[0]!)!.finish();
  await bench.running.get(ids[1]!)!.finish();
  expect([...bench.running.keys()]).toEqual([ids[2]]);
});

test.each([
  [0, 1],
  [-3, 1],
  [2.9, 2],
  [100, 8],
])("a concurrency of %d counts as %d", (asked, expected) => {
  const bench = new QueueBench({ concurrency: asked });
  for (let index = 0; index < 12; index++) {
    bench.queue.add(downloadJob(String(index)));
  }
  expect(bench.running.size).toBe(expected);
});

test("a paused download stops its engine, and continues at the end of the queue when resumed", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  const first = bench.queue.add(downloadJob("1"));
  const second = bench.queue.add(downloadJob("2"));
  bench.running.get(first)!.control.onProgress({ phase: "receiving", transferred: 40, total: 100 });
  bench.queue.pause(first);
  expect(bench.queue.get(first)!.state).toMatchObject({ kind: "running", stopping: "pause" });
  await settle();
  expect(bench.queue.get(first)!.state).toEqual({
    kind: "paused",
    by: "user",
    reached: { transferred: 40, total: 100 },
  });
  bench.queue.resume(first);
  await bench.running.get(second)!.finish();
  expect(bench.started).toEqual([first, second, first]);
  expect(bench.queue.get(first)!.state).toMatchObject({ progress: { transferred: 40, total: 100 } });
});

test("a running upload cannot be paused: it could only be sent again", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(uploadJob());
  bench.queue.pause(id);
  await settle();
  expect(bench.queue.get(id)!.state).toMatchObject({ kind: "running", stopping: undefined });
});

test("a paused transfer that waits gives its turn to the next", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  const [first, second, third] = ["1", "2", "3"].map((id) => bench.queue.add(downloadJob(id)));
  bench.queue.pause(second!);
  await bench.running.get(first!)!.finish();
  expect(bench.started).toEqual([first, third]);
});

test("a transfer that was paused while it waited has lost its turn when it is resumed", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  const [first, second, third] = ["1", "2", "3"].map((id) => bench.queue.add(downloadJob(id)));
  bench.queue.pause(second!);
  bench.queue.resume(second!);
  await bench.running.get(first!)!.finish();
  expect(bench.started).toEqual([first, third]);
});

test("a cancel overrides a pause that has not taken effect yet, and not the other way round", async () => {
  const bench = new QueueBench();
  const first = bench.queue.add(downloadJob("1"));
  const second = bench.queue.add(downloadJob("2"));
  bench.queue.pause(first);
  bench.queue.cancel(first);
  bench.queue.cancel(second);
  bench.queue.pause(second);
  await settle();
  expect([bench.stateOf(first), bench.stateOf(second)]).toEqual(["cancelled", "cancelled"]);
});

test("a failure that comes while a download is being paused is told", async () => {
  const bench = new QueueBench({
    run: (_transfer, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          reject(new NetworkError("reset", "host"));
        });
      }),
  });
  const id = bench.queue.add(downloadJob());
  bench.queue.pause(id);
  await settle();
  expect(bench.queue.get(id)!.state).toMatchObject({ kind: "failed", failure: { reason: "reset" } });
});

test("a transfer that ends well in spite of a cancel is done", async () => {
  const bench = new QueueBench({
    run: (_transfer, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          resolve({ kind: "download", path: "/x", size: 1 });
        });
      }),
  });
  const id = bench.queue.add(downloadJob());
  bench.queue.cancel(id);
  await settle();
  expect(bench.stateOf(id)).toBe("done");
});

test("a cancel reaches the engine's signal and is no failure", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(uploadJob());
  const { signal } = bench.running.get(id)!.control;
  bench.queue.cancel(id);
  expect(signal.aborted).toBe(true);
  await settle();
  expect(bench.queue.get(id)!.state).toEqual({ kind: "cancelled", endedAt: bench.clock.now() });
});

test("cancel all starts nothing on its way", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  for (const id of ["1", "2", "3"]) {
    bench.queue.add(downloadJob(id));
  }
  bench.queue.pause("t3");
  bench.queue.cancelAll();
  await settle();
  expect(bench.started).toEqual(["t1"]);
  expect(bench.queue.transfers.map(({ state }) => state.kind)).toEqual(Array(3).fill("cancelled"));
});

test("retry queues again what failed or was cancelled", async () => {
  const bench = new QueueBench();
  const failed = bench.queue.add(downloadJob("1"));
  const cancelled = bench.queue.add(downloadJob("2"));
  await bench.running.get(failed)!.fail(new Error("no"));
  bench.queue.cancel(cancelled);
  await settle();
  bench.queue.retry(failed);
  expect([bench.stateOf(failed), bench.stateOf(cancelled)]).toEqual(["running", "cancelled"]);
  bench.queue.retry(cancelled);
  expect(bench.stateOf(cancelled)).toBe("running");
});

test("clear finished forgets what has ended and nothing else", async () => {
  const bench = new QueueBench({ concurrency: 2 });
  const [done, running, waiting] = ["1", "2", "3"].map((id) => bench.queue.add(downloadJob(id)));
  const paused = bench.queue.add(downloadJob("4"));
  bench.queue.pause(paused);
  bench.queue.setConcurrency(1);
  await bench.running.get(done!)!.finish();
  bench.queue.clearFinished();
  expect(bench.queue.transfers.map(({ id }) => id)).toEqual([running, waiting, paused]);
});

test("an engine that throws at once fails its transfer only", async () => {
  const bench = new QueueBench({
    run: () => {
      throw new Error("broken");
    },
  });
  const id = bench.queue.add(downloadJob());
  await settle();
  expect(bench.queue.get(id)!.state).toMatchObject({ kind: "failed", failure: { name: "Error" } });
});

test("progress that comes after the end changes nothing", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(downloadJob());
  const run = bench.running.get(id)!;
  await run.finish();
  run.control.onProgress({ phase: "receiving", transferred: 1, total: 2 });
  expect(bench.stateOf(id)).toBe("done");
});

test("many changes are told together, four times a second", async () => {
  const bench = new QueueBench();
  const told: string[][] = [];
  bench.queue.onDidChange((ids) => told.push([...ids]));
  const first = bench.queue.add(downloadJob("1"));
  const second = bench.queue.add(downloadJob("2"));
  for (let bytes = 1; bytes <= 1000; bytes++) {
    bench.running.get(first)!.control.onProgress({ phase: "receiving", transferred: bytes, total: 1000 });
  }
  await bench.clock.advance(249);
  expect(told).toEqual([]);
  await bench.clock.advance(1);
  expect(told).toEqual([[first, second]]);
});

test("a removed transfer is told as changed", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(downloadJob());
  await bench.running.get(id)!.finish();
  await bench.clock.advance(250);
  const told: string[][] = [];
  bench.queue.onDidChange((ids) => told.push([...ids]));
  bench.queue.remove(id);
  await bench.clock.advance(250);
  expect(told).toEqual([[id]]);
});

test("the shown speed falls while a connection stalls", async () => {
  const bench = new QueueBench();
  const id = bench.queue.add(downloadJob());
  const { onProgress } = bench.running.get(id)!.control;
  const shown = (): unknown => bench.queue.get(id)!.state;
  for (let second = 0; second <= 4; second++) {
    onProgress({ phase: "receiving", transferred: second * 1000, total: 10_000 });
    await bench.clock.advance(1000);
  }
  expect(shown()).toMatchObject({ progress: { bytesPerSecond: 800, secondsLeft: 7.5 } });
  await bench.clock.advance(10_000);
  expect(shown()).toMatchObject({ progress: { bytesPerSecond: 0, secondsLeft: undefined } });
});

test("closing interrupts the engines, waits for them, and keeps the states for the next session", async () => {
  const bench = new QueueBench({ concurrency: 1 });
  const running = bench.queue.add(downloadJob("1"));
  const waiting = bench.queue.add(downloadJob("2"));
  await bench.queue.close();
  expect(bench.running.size).toBe(0);
  expect(bench.started).toEqual([running]);
  expect([bench.stateOf(running), bench.stateOf(waiting)]).toEqual(["running", "queued"]);
});

test("restored transfers that are queued start by themselves, others do not", () => {
  const addedAt = 0;
  const bench = new QueueBench({
    restored: [
      { id: "a", job: downloadJob("1"), addedAt, state: { kind: "queued", reached: undefined } },
      { id: "b", job: uploadJob(), addedAt, state: { kind: "paused", by: "reload", reached: undefined } },
    ],
  });
  expect(bench.started).toEqual(["a"]);
  expect(bench.stateOf("b")).toBe("paused");
});
