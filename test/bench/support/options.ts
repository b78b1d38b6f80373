import { parseArgs } from "node:util";

/** What can be measured by itself. */
export const laneNames = ["download", "upload", "throttled", "memory"] as const;
export type LaneName = (typeof laneNames)[number];

export interface Options {
  /** Bytes of the file that is downloaded and uploaded; the other lanes' sizes follow from it. */
  readonly size: number;
  /** Counted runs of each contestant. */
  readonly rounds: number;
  readonly lanes: readonly LaneName[];
}

const MiB = 1024 * 1024;

/** The size that the targets are about. */
export const fullSize = 512 * MiB;

/** Reads the command line; throws with a word for people where it makes no sense. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: "string", default: String(fullSize / MiB) },
      rounds: { type: "string", default: "7" },
      only: { type: "string", default: laneNames.join(",") },
    },
  });
  const wanted = values.only.split(",");
  const unknown = wanted.find((name) => !laneNames.some((lane) => lane === name));
  if (unknown !== undefined) {
    throw new Error(`--only takes ${laneNames.join(", ")}, not "${unknown}"`);
  }
  return {
    size: count("--size", values.size) * MiB,
    rounds: count("--rounds", values.rounds),
    lanes: laneNames.filter((lane) => wanted.includes(lane)),
  };
}

/** Whether the targets can be judged by it, and the report be kept. */
export function isFull({ size, lanes }: Options): boolean {
  return size === fullSize && lanes.length === laneNames.length;
}

function count(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${flag} takes a whole number above 0, not "${text}"`);
  }
  return value;
}
