import { describe, expect, it } from "vitest";
import { SharedWork } from "../../../src/shared/sharedWork.ts";

/** A piece of work that ends when the test says so. */
function workbench() {
  const works = new SharedWork<string, number>();
  const started: { signal: AbortSignal; report: (step: number) => void; end: (result: string) => void }[] =
    [];
  const join = (
    signal = new AbortController().signal,
    onProgress: (step: number) => void = () => undefined,
  ) =>
    works.run("key", signal, onProgress, (shared, report) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      shared.addEventListener("abort", () => {
        reject(shared.reason as Error);
      });
      started.push({ signal: shared, report, end: resolve });
      return promise;
    });
  return { join, started };
}

describe("work that several want", () => {
  it("is done once, and its result and progress reach all", async () => {
    const { join, started } = workbench();
    const steps: number[] = [];
    const first = join(undefined, (step) => steps.push(step));
    const second = join(undefined, (step) => steps.push(step));
    started[0]?.report(7);
    started[0]?.end("done");
    expect(await Promise.all([first, second])).toEqual(["done", "done"]);
    expect(started).toHaveLength(1);
    expect(steps).toEqual([7, 7]);
  });

  it("goes on when one of them leaves, who hears its own reason", async () => {
    const { join, started } = workbench();
    const leaving = new AbortController();
    const steps: number[] = [];
    const first = join(leaving.signal, (step) => steps.push(step));
    const second = join();
    leaving.abort(new Error("I left"));
    await expect(first).rejects.toThrow("I left");
    started[0]?.report(7);
    started[0]?.end("done");
    expect(await second).toBe("done");
    expect(steps).toEqual([]);
  });

  it("is aborted when the last one leaves, and starts anew for who comes then", async () => {
    const { join, started } = workbench();
    const leaving = new AbortController();
    const first = join(leaving.signal);
    leaving.abort(new Error("I left"));
    await expect(first).rejects.toThrow("I left");
    expect(started[0]?.signal.aborted).toBe(true);
    const second = join();
    expect(started).toHaveLength(2);
    started[1]?.end("done");
    expect(await second).toBe("done");
  });

  it("starts anew after it has ended", async () => {
    const { join, started } = workbench();
    const first = join();
    started[0]?.end("one");
    expect(await first).toBe("one");
    const second = join();
    started[1]?.end("two");
    expect(await second).toBe("two");
  });

  it("is not started for who has left already", async () => {
    const { join, started } = workbench();
    await expect(join(AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
    expect(started).toHaveLength(0);
  });
});
