/**
 * `npm test`: everything that CI runs, in two lanes side by side. The exit code is 0 only when each step has left
 * a report of passed tests.
 */
import { ensureFolder, resultsFolder } from "./folders.ts";
import { interruption } from "./interruption.ts";
import { runInLanes } from "./lanes.ts";
import { total } from "./results/outcome.ts";
import { summarize } from "./results/summary.ts";
import { runStep, steps } from "./testSteps.ts";

const signal = interruption();
ensureFolder(resultsFolder);

const width = Math.max(...steps.map(({ name }) => name.length));
const done = await runInLanes(steps, (step) =>
  runStep(step, signal, (line) => {
    console.log(`${step.name.padEnd(width)} │ ${line}`);
  }),
);
console.log(`\n${summarize(done)}`);
process.exitCode = total(done.map(({ outcome }) => outcome)).failed === 0 ? 0 : 1;
