import { extensionId } from "../../../../src/editor/ids.ts";
import { median } from "../statistics.ts";
import type { Activation } from "./activation.ts";
import { emptyExtensionId } from "./emptyExtension.ts";
import type { Start } from "./oneStart.ts";

interface Circumstances {
  readonly date: Date;
  readonly machine: string;
  /** Of the machine before and after. */
  readonly loads: readonly [number, number];
  /** Bytes of the bundle that VS Code loads at activation. */
  readonly entrySize: number;
}

/** What our load and activation may take beyond those of an empty extension, milliseconds. */
const target = 10;

/** The report, in Markdown: medians, and the smallest and greatest figure in brackets. */
export function writeStartupReport(
  ours: readonly Start[],
  alone: readonly Start[],
  { date, machine, loads, entrySize }: Circumstances,
): string {
  const times = (id: string, read: (activation: Activation) => number): readonly number[] =>
    ours.flatMap(({ activations }) => {
      const activation = activations.get(id);
      return activation === undefined ? [] : [read(activation)];
    });
  const row = (
    name: string,
    [own, empty]: readonly [readonly number[], readonly number[]],
    unit: string,
    digits = 0,
  ): string => {
    const told = (values: readonly number[]): string =>
      `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)}–${Math.max(...values).toFixed(digits)})`;
    return `| ${name}, ${unit} | ${told(own)} | ${told(empty)} | ${medianDifference(own, empty).toFixed(digits)} |`;
  };
  const timeRow = (name: string, read: (activation: Activation) => number): string =>
    row(name, [times(extensionId, read), times(emptyExtensionId, read)], "ms");
  const memoryRow = (name: string, read: (start: Start) => number): string =>
    row(name, [ours.map(read), alone.map(read)], "MiB", 1);
  const total = ({ load, activate }: Activation): number => load + activate;
  const beyond = medianDifference(times(extensionId, total), times(emptyExtensionId, total));
  return `# What a window pays that does not use the extension

Written by \`npm run bench:startup\` on ${date.toISOString().slice(0, 16).replace("T", " ")} UTC.

- Machine: ${machine}; load ${loads.map((value) => value.toFixed(1)).join(" before, ")} after
- Entry bundle: ${(entrySize / 1024).toFixed(1)} KB, production build
- ${ours.length} starts of VS Code (code-server) each, as a new user on an empty folder, after one that does not count

| | ours | an empty extension | difference |
|---|---:|---:|---:|
${timeRow("load code", ({ load }) => load)}
${timeRow("call activate", ({ activate }) => activate)}
${timeRow("both", total)}
${memoryRow("JavaScript heap of the extension host", ({ memory }) => memory.heap / 1024 ** 2)}
${memoryRow("resident set of the extension host", ({ memory }) => memory.resident / 1024 ** 2)}

Medians, with the smallest and the greatest figure in brackets; of the differences, the median of the rounds. Target: at most ${target} ms of load and activation beyond
an empty extension; measured ${beyond.toFixed(0)} ms, ${beyond <= target ? "met" : "**missed**"}.

## How to read this

The times are VS Code's own, from "Developer: Startup Performance"; both extensions are in the same window and start at
the same moment, when the window is up. They are times of the clock, and include waiting for a processor. Memory is that
of the whole extension host after a garbage collection, ten seconds after the window is up: with ours and the empty
extension on the left, with the empty one alone on the right.
`;
}

/** The median of what the rounds differ by: what a busy machine does to one round it does to both its figures. */
function medianDifference(own: readonly number[], empty: readonly number[]): number {
  return median(own.map((value, round) => value - (empty[round] ?? NaN)));
}
