import fc from "fast-check";
import { expect, test } from "vitest";
import { hasEnded } from "../../../../src/transfer/queue/transfer.ts";
import { settle } from "../../../support/fakeClock.ts";
import { downloadJob, QueueBench, uploadJob, type FakeRun } from "./support.ts";

type Action =
  | { readonly do: "add"; readonly kind: "download" | "upload" }
  | { readonly do: "pause" | "resume" | "cancel" | "retry" | "remove"; readonly at: number }
  | { readonly do: "finish" | "fail" | "progress"; readonly at: number }
  | { readonly do: "cancelAll" | "clearFinished" | "wait" }
  | { readonly do: "concurrency"; readonly count: number };

const at = fc.nat({ max: 9 });
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("add"), kind: fc.constantFrom("download", "upload") }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom("pause", "resume", "cancel", "retry", "remove"), at }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("finish", "fail", "progress"), at }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("cancelAll", "clearFinished", "wait") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("concurrency"), count: fc.integer({ min: -1, max: 10 }) }),
  },
);

/** Settling after an action or not is arbitrary too: commands may come faster than engines react. */
const script = fc.array(fc.tuple(action, fc.boolean()), { maxLength: 60 });

test("whatever is asked of it, the queue keeps within its bounds and loses nothing", async () => {
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const model = new Model();
      for (const [step, settles] of steps) {
        model.apply(step);
        if (settles) {
          await settle();
          model.checkSettled();
        }
        model.check();
      }
      await settle();
      model.checkSettled();
    }),
    { numRuns: 150 },
  );
});

class Model {
  readonly #bench = new QueueBench();
  readonly #known: string[] = [];
  /** Those that have ended and that nobody asked to run again. */
  readonly #over = new Map<string, string>();
  readonly #removable = new Set<string>();
  #limit = 2;

  apply(step: Action): void {
    const { queue } = this.#bench;
    const id = "at" in step ? (this.#known[step.at % Math.max(1, this.#known.length)] ?? "none") : "none";
    switch (step.do) {
      case "add":
        this.#known.push(queue.add(step.kind === "download" ? downloadJob() : uploadJob()));
        break;
      case "pause":
      case "resume":
      case "cancel":
        queue[step.do](id);
        break;
      case "retry":
        this.#forgetEnd(id);
        queue.retry(id);
        break;
      case "remove":
        this.#noteRemovable(id);
        queue.remove(id);
        break;
      case "finish":
        void this.#runAt(step.at)?.finish();
        break;
      case "fail":
        void this.#runAt(step.at)?.fail(new Error("failed"));
        break;
      case "progress":
        this.#runAt(step.at)?.control.onProgress({ phase: "receiving", transferred: step.at, total: 9 });
        break;
      case "cancelAll":
        queue.cancelAll();
        break;
      case "clearFinished":
        this.#known.forEach((known) => {
          this.#noteRemovable(known);
        });
        queue.clearFinished();
        break;
      case "concurrency":
        this.#limit = Math.max(this.#bench.running.size, Math.min(8, Math.max(1, step.count)));
        queue.setConcurrency(step.count);
        break;
      case "wait":
        void this.#bench.clock.advance(500);
    }
  }

  /** Holds at every moment. */
  check(): void {
    const { queue, running } = this.#bench;
    expect(running.size).toBeLessThanOrEqual(this.#limit);
    for (const id of this.#known) {
      const transfer = queue.get(id);
      expect(transfer !== undefined || this.#removable.has(id), `${id} is lost`).toBe(true);
      const over = this.#over.get(id);
      if (transfer !== undefined && over !== undefined) {
        expect(transfer.state.kind, `${id} has ended`).toBe(over);
      }
      if (transfer !== undefined && hasEnded(transfer)) {
        this.#over.set(id, transfer.state.kind);
      }
    }
  }

  /** Holds once every engine has reacted. */
  checkSettled(): void {
    const { queue, running } = this.#bench;
    const ofKind = (kind: string): string[] =>
      queue.transfers.filter(({ state }) => state.kind === kind).map(({ id }) => id);
    expect(ofKind("running").sort()).toEqual([...running.keys()].sort());
    if (ofKind("queued").length > 0) {
      expect(running.size, "a free place stays empty").toBeGreaterThan(0);
    }
  }

  #runAt(index: number): FakeRun | undefined {
    const runs = [...this.#bench.running.values()];
    return runs[index % Math.max(1, runs.length)];
  }

  #forgetEnd(id: string): void {
    if (this.#over.get(id) !== "done") {
      this.#over.delete(id);
    }
  }

  #noteRemovable(id: string): void {
    const transfer = this.#bench.queue.get(id);
    if (transfer !== undefined && hasEnded(transfer)) {
      this.#removable.add(id);
    }
  }
}
