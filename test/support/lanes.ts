import type { Outcome } from "./results/outcome.ts";
import type { StepSummary } from "./results/summary.ts";

/** What the order of a step depends on. */
export interface LaneStep {
  readonly name: string;
  /** The steps of a lane run one after the other. */
  readonly lane: string;
  /** Earlier steps, of any lane, that must have gone well before this one can run. */
  readonly needs?: readonly string[];
}

/**
 * Runs the lanes side by side, and the steps of each in their order. A failing step does not keep others from
 * running, unless they need it. Resolves with one summary per step, in the order of `steps`.
 */
export async function runInLanes<S extends LaneStep>(
  steps: readonly S[],
  run: (step: S) => Promise<Outcome>,
): Promise<StepSummary[]> {
  const begun = new Map<string, Promise<StepSummary>>();
  const lanes = new Map<string, Promise<unknown>>();
  for (const step of steps) {
    const needed = (step.needs ?? []).map((name) => {
      const summary = begun.get(name);
      if (summary === undefined) {
        throw new Error(`${step.name} needs ${name}, which is not before it`);
      }
      return summary;
    });
    const summary = Promise.all([...needed, lanes.get(step.lane)]).then(async () => {
      const start = performance.now();
      const broken = (await Promise.all(needed)).find(({ outcome }) => outcome.kind !== "ok");
      const outcome: Outcome =
        broken === undefined ? await run(step) : { kind: "not run", why: `${broken.name} did not go well` };
      return { name: step.name, outcome, seconds: (performance.now() - start) / 1000 };
    });
    begun.set(step.name, summary);
    lanes.set(step.lane, summary);
  }
  return await Promise.all(begun.values());
}
