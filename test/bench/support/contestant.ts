import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import type { Assignment, Measurement } from "./assignment.ts";

/** A program, and how to read what it prints. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly read: (output: string) => Measurement;
}

/** Somebody who does an errand, in a process of its own. */
export interface Contestant {
  readonly name: string;
  /** `bundles`: the folder of the bundled programs. */
  readonly command: (assignment: Assignment, bundles: string) => Command;
}

/** How a program comes to trust our certificate: it is told on its command line, or all of Node.js is. */
export type Trust = "argument" | "environment";

/** A program of the folder `contestants`, by the name of its file. */
export function nodeContestant(name: string, program: string, trust: Trust): Contestant {
  return {
    name,
    command: (assignment, bundles) => ({
      program: process.execPath,
      args: ["--expose-gc", join(bundles, `${program}.mjs`), JSON.stringify(assignment)],
      env: trust === "environment" ? { NODE_EXTRA_CA_CERTS: assignment.certificate } : {},
      read: (output) => JSON.parse(output) as Measurement,
    }),
  };
}

/**
 * Bundles programs of the folder `contestants`, as such code is shipped: a process that strips types at run time
 * carries the compiler in its memory. Packages stay where they are.
 */
export async function bundle(programs: readonly string[], folder: string): Promise<void> {
  await build({
    entryPoints: programs.map((program) => join(import.meta.dirname, "../contestants", `${program}.ts`)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node22.15",
    logLevel: "warning",
  });
}

/** curl, which is everybody's yardstick. It has no warm-up: its own clock begins when it is ready. */
export const curlDownload: Contestant = {
  name: "curl",
  command: ({ errand, certificate }) =>
    timed(["curl", ...curlOptions(certificate), "--output", errand.file, errand.url], ({ total, cpu }) => ({
      wall: total,
      cpu,
    })),
};

export const curlUpload: Contestant = {
  name: "curl -F",
  command: ({ errand, certificate }) =>
    timed(
      [
        ...["curl", ...curlOptions(certificate), "--output", "/dev/null"],
        ...["-F", "purpose=video_understanding", "-F", `file=@${errand.file}`, errand.url],
      ],
      ({ total, cpu }) => ({ wall: total, cpu }),
    ),
};

/** aria2c has no clock of its own: its start, some hundredths of a second, is in its time. */
export const ariaDownload: Contestant = {
  name: "aria2c -x4",
  command: ({ errand, certificate }) =>
    timed(
      [
        ...["aria2c", "-x4", "-s4", "-k1M", "--no-conf", "--file-allocation=none", "--allow-overwrite=true"],
        ...[`--ca-certificate=${certificate}`, "--quiet", "-d", dirname(errand.file)],
        ...["-o", basename(errand.file), errand.url],
      ],
      ({ wall, cpu }) => ({ wall, cpu }),
    ),
};

function curlOptions(certificate: string): string[] {
  const report = String.raw`total %{time_total}\n`;
  return ["--silent", "--show-error", "--fail", "--http1.1", "--cacert", certificate, "--write-out", report];
}

/** Milliseconds. */
interface Times {
  readonly wall: number;
  readonly cpu: number;
  /** By curl's own clock. */
  readonly total: number;
}

/** Bash's `time` tells the processor time of a program to the millisecond. */
function timed(command: readonly string[], read: (times: Times) => Measurement): Command {
  const script = `TIMEFORMAT=$'\nreal %3R user %3U sys %3S'; time "$@"`;
  return {
    program: "bash",
    args: ["-c", script, "bash", ...command],
    env: { LC_ALL: "C" },
    read: (output) =>
      read({
        wall: seconds(output, "real") * 1000,
        cpu: (seconds(output, "user") + seconds(output, "sys")) * 1000,
        total: seconds(output, "total") * 1000,
      }),
  };
}

function seconds(output: string, what: string): number {
  return Number(new RegExp(String.raw`\b${what} ([\d.]+)`).exec(output)?.[1]);
}
