/**
 * `npm test`: everything that CI runs, step by step. A failing step does not keep the others from running,
 * unless they need it. The exit code is 0 only when each step has left a report of passed tests.
 */
import type { Outcome } from "./results/outcome.ts";
import { total } from "./results/outcome.ts";
import { runStep, steps } from "./testSteps.ts";
import type { StepSummary } from "./results/summary.ts";
import { summarize } from "./results/summary.ts";
import { ensureFolder, resultsFolder } from "./folders.ts";
import { interruption } from "./interruption.ts";

const signal = interruption();
ensureFolder(resultsFolder);

const done: StepSummary[] = [];
for (const step of steps) {
  console.log(`\n━━ ${step.name}: ${step.title} ━━\n`);
  const start = performance.now();
  const outcome = await outcomeOf(step);
  done.push({ name: step.name, outcome, seconds: (performance.now() - start) / 1000 });
}
console.log(`\n${summarize(done)}`);
process.exitCode = total(done.map(({ outcome }) => outcome)).failed === 0 ? 0 : 1;

async function outcomeOf(step: (typeof steps)[number]): Promise<Outcome> {
  if (signal.aborted) {
    return { kind: "not run", why: "interrupted" };
  }
  const needed = done.find(({ name }) => name === step.needs);
  if (needed !== undefined && needed.outcome.kind !== "ok") {
    return { kind: "not run", why: `${needed.name} failed` };
  }
  return await runStep(step, signal);
}
