/**
 * For every property-based test: `FUZZ_SEED` repeats a run (a failure prints its seed), `FUZZ_RUNS` says how many
 * examples a property gets that does not say so itself.
 */
import fc from "fast-check";

const { FUZZ_SEED: seed, FUZZ_RUNS: runs } = process.env;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  ...(runs === undefined ? {} : { numRuns: Number(runs) }),
});
