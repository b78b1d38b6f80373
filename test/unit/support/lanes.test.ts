import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runInLanes } from "../../support/lanes.ts";
import type { LaneStep } from "../../support/lanes.ts";
import type { Outcome } from "../../support/results/outcome.ts";

const ok: Outcome = { kind: "ok", counts: undefined };
const failed: Outcome = { kind: "failed", why: "exit code 1", counts: undefined };

/** Steps that end when the test says so. */
class Stage {
  readonly running = new Map<string, (outcome: Outcome) => void>();
  readonly begun: string[] = [];

  readonly run = ({ name }: LaneStep): Promise<Outcome> => {
    this.begun.push(name);
    return new Promise((resolve) => this.running.set(name, resolve));
  };

  /** Ends a step and lets all go on that now can. */
  async end(name: string, outcome = ok): Promise<void> {
    this.running.get(name)!(outcome);
    this.running.delete(name);
    await settled();
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the steps of npm test", () => {
  it("run one after the other within a lane, and side by side in two", async () => {
    const stage = new Stage();
    const all = runInLanes(
      [
        { name: "build", lane: "a" },
        { name: "host", lane: "a" },
        { name: "lint", lane: "b" },
      ],
      stage.run,
    );
    await settled();
    expect(stage.begun).toEqual(["build", "lint"]);
    await stage.end("build");
    expect(stage.begun).toEqual(["build", "lint", "host"]);
    await stage.end("host");
    await stage.end("lint");
    expect((await all).map(({ name }) => name)).toEqual(["build", "host", "lint"]);
  });

  it("wait for what they need, in whichever lane that is", async () => {
    const stage = new Stage();
    void runInLanes(
      [
        { name: "build", lane: "a" },
        { name: "http", lane: "b", needs: ["build"] },
      ],
      stage.run,
    );
    await settled();
    expect(stage.begun).toEqual(["build"]);
    await stage.end("build");
    expect(stage.begun).toEqual(["build", "http"]);
  });

  it("run although the one before failed, unless they need it", async () => {
    const stage = new Stage();
    const all = runInLanes(
      [
        { name: "build", lane: "a" },
        { name: "host", lane: "a", needs: ["build"] },
        { name: "soak", lane: "a", needs: ["host"] },
        { name: "lint", lane: "a" },
      ],
      stage.run,
    );
    await settled();
    await stage.end("build", failed);
    expect(stage.begun).toEqual(["build", "lint"]);
    await stage.end("lint");
    expect((await all).map(({ outcome }) => outcome)).toEqual([
      failed,
      { kind: "not run", why: "build did not go well" },
      { kind: "not run", why: "host did not go well" },
      ok,
    ]);
  });

  it("cannot need one that comes later, which would wait for ever", async () => {
    await expect(
      runInLanes(
        [
          { name: "host", lane: "a", needs: ["build"] },
          { name: "build", lane: "a" },
        ],
        () => Promise.resolve(ok),
      ),
    ).rejects.toThrow("host needs build");
  });

  it("each come to an end exactly once, whatever the lanes, needs and failures", async () => {
    const step = fc.record({
      lane: fc.nat(2),
      needs: fc.array(fc.nat(), { maxLength: 3 }),
      fails: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (plan) => {
        const steps = plan.map(({ lane, needs }, index) => ({
          name: String(index),
          lane: String(lane),
          needs: index === 0 ? [] : needs.map((need) => String(need % index)),
        }));
        const ran: string[] = [];
        const done = await runInLanes(steps, ({ name }) => {
          ran.push(name);
          return Promise.resolve(plan[Number(name)]!.fails ? failed : ok);
        });
        const kind = new Map(done.map(({ name, outcome }) => [name, outcome.kind]));
        for (const { name, needs } of steps) {
          const runs = needs.every((need) => kind.get(need) === "ok");
          expect(ran.filter((each) => each === name)).toHaveLength(runs ? 1 : 0);
          expect(kind.get(name)).toBe(runs ? (plan[Number(name)]!.fails ? "failed" : "ok") : "not run");
        }
      }),
    );
  });
});
