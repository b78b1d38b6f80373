import type { Figures } from "./figures.ts";
import { ours } from "./lanes.ts";
import type { LaneName } from "./options.ts";

/** What we promise, and what came of it. */
export interface Judgement {
  readonly promise: string;
  readonly figure: number;
  readonly limit: number;
  /** Follows a number, such as ` MiB`. */
  readonly unit: string;
  readonly isMet: boolean;
}

export type AllFigures = ReadonlyMap<LaneName, readonly Figures[]>;

/** Holds our figures against the targets, as far as their lanes were run. */
export function judge(all: AllFigures): readonly Judgement[] {
  const of = (lane: LaneName): Figures | undefined => all.get(lane)?.find(({ name }) => name === ours);
  const [download, upload, throttled, large] = [of("download"), of("upload"), of("throttled"), of("memory")];
  return [
    target("Download, time beside curl", download?.time, 1.4, " ×"),
    target("Throttled download, time beside curl", throttled?.time, 0.35, " ×"),
    target("Upload, time beside `curl -F`", upload?.time, 1.3, " ×"),
    target("Download, growth of memory", inMebibytes(download?.memory), 80, " MiB"),
    target("Upload, growth of memory", inMebibytes(upload?.memory), 80, " MiB"),
    target(
      "Download of four times the size, growth of memory",
      inMebibytes(large?.memory),
      inMebibytes(download?.mostMemory),
      " MiB",
    ),
    target("Download, longest block of the event loop", download?.block, 30, " ms"),
    target("Upload, longest block of the event loop", upload?.block, 30, " ms"),
  ].filter((judgement) => judgement !== undefined);
}

function target(
  promise: string,
  figure: number | undefined,
  limit: number | undefined,
  unit: string,
): Judgement | undefined {
  return figure === undefined || limit === undefined
    ? undefined
    : { promise, figure, limit, unit, isMet: figure <= limit };
}

export function inMebibytes(bytes: number): number;
export function inMebibytes(bytes: number | undefined): number | undefined;
export function inMebibytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / 1024 ** 2;
}
