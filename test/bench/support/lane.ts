import { rmSync } from "node:fs";
import type { Assignment, Measurement } from "./assignment.ts";
import type { Contestant } from "./contestant.ts";
import { runCommand } from "./runCommand.ts";
import { shuffled } from "./statistics.ts";

/** The same errand for several contestants. */
export interface Lane {
  readonly title: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly contestants: readonly Contestant[];
  readonly assignment: Assignment;
  /** The same where it can be seen what arrives. */
  readonly checkedAssignment: Assignment;
  /** SHA-256 of the file that was to be transferred. */
  readonly expected: string;
  /** SHA-256 of what the last checked errand brought. */
  readonly arrived: () => Promise<string>;
  /** Files that an errand leaves. */
  readonly outputs: readonly string[];
  /** Files that it begins with. */
  readonly sources: readonly string[];
}

/** The runs of each contestant, by its name, round for round. */
export type Results = ReadonlyMap<string, readonly Measurement[]>;

/** Where the programs are, who may stop them, and who is told how it goes. */
export interface LaneRun {
  readonly bundles: string;
  readonly rounds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

/**
 * Lets every contestant run once to be checked, which does not count, then once in each round, in an order of chance:
 * whatever else the machine does meanwhile meets all of them alike.
 */
export async function runLane(lane: Lane, run: LaneRun): Promise<Results> {
  try {
    await check(lane, run);
    return await measure(lane, run);
  } finally {
    removeFiles([...lane.outputs, ...lane.sources]);
  }
}

async function check(lane: Lane, run: LaneRun): Promise<void> {
  for (const contestant of lane.contestants) {
    await compete(contestant, lane, lane.checkedAssignment, run);
    if ((await lane.arrived()) !== lane.expected) {
      throw new Error(`${lane.title}: what ${contestant.name} transferred is not the file`);
    }
    run.onProgress(`${lane.title}: ${contestant.name} is byte for byte right`);
  }
}

async function measure(lane: Lane, run: LaneRun): Promise<Results> {
  const results = new Map<string, Measurement[]>(lane.contestants.map(({ name }) => [name, []]));
  for (let round = 1; round <= run.rounds; round += 1) {
    for (const contestant of shuffled(lane.contestants)) {
      const measurement = await compete(contestant, lane, lane.assignment, run);
      results.get(contestant.name)?.push(measurement);
      const took = (measurement.wall / 1000).toFixed(2);
      run.onProgress(`${lane.title} ${round}/${run.rounds}: ${contestant.name} ${took} s`);
    }
  }
  return results;
}

async function compete(
  contestant: Contestant,
  { outputs }: Lane,
  assignment: Assignment,
  { bundles, signal }: LaneRun,
): Promise<Measurement> {
  removeFiles(outputs);
  return runCommand(contestant.command(assignment, bundles), signal);
}

function removeFiles(paths: readonly string[]): void {
  for (const path of paths) {
    rmSync(path, { force: true });
  }
}
