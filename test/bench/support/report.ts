import type { Figures } from "./figures.ts";
import type { LaneName } from "./options.ts";
import { inMebibytes, judge, type AllFigures, type Judgement } from "./targets.ts";

/** What has to be known to make something of the figures. */
export interface Circumstances {
  readonly date: Date;
  readonly machine: string;
  /** Of the machine before and after. */
  readonly loads: readonly [number, number];
  readonly versions: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly size: number;
  readonly rounds: number;
  readonly folder: string;
  /** Per connection, in nginx's words. */
  readonly throttle: string;
}

/** The whole report, in Markdown. */
export function writeReport(all: AllFigures, circumstances: Circumstances): string {
  const { date, machine, loads, versions, size, rounds, folder } = circumstances;
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const sections = [...all].map(([lane, figures]) => section(lane, figures, circumstances));
  return [
    "# Transfers beside others",
    `Written by \`npm run bench\` on ${date.toISOString().slice(0, 16).replace("T", " ")} UTC.`,
    [
      `- Machine: ${machine}; load ${loads.map((load) => load.toFixed(1)).join(" before, ")} after`,
      `- Versions: ${listed.join(", ")}`,
      `- Files of random bytes in \`${folder}\`, ${inMebibytes(size)} MiB unless told otherwise; nginx on loopback, TLS 1.3`,
      `- ${rounds} rounds; in each, every contestant once, in an order of chance and a process of its own`,
    ].join("\n"),
    "## Targets",
    table(["target", "limit", "measured", ""], judge(all).map(judgementRow)),
    ...sections,
    howToRead,
  ]
    .join("\n\n")
    .concat("\n");
}

function section(lane: LaneName, figures: readonly Figures[], circumstances: Circumstances): string {
  const { heading, yardstick } = headings(circumstances)[lane];
  const rows = figures.map((row) => [
    row.name,
    ...(yardstick === undefined ? [] : [times(row.time), times(row.best), times(row.cpu)]),
    (row.wall / 1000).toFixed(2),
    row.memory === undefined ? "" : inMebibytes(row.memory).toFixed(0),
    row.block === undefined ? "" : `${row.block.toFixed(0)} (${row.worstBlock?.toFixed(0) ?? ""})`,
    row.firstBlock === undefined ? "" : row.firstBlock.toFixed(0),
  ]);
  const columns = [
    "",
    ...(yardstick === undefined ? [] : [`time ÷ ${yardstick}`, "best ÷ best", `CPU ÷ ${yardstick}`]),
    ...["time, s", "memory, MiB", "longest block, ms (worst run)", "first connection, ms"],
  ];
  return `## ${heading}\n\n${table(columns, rows)}`;
}

interface Heading {
  readonly heading: string;
  readonly yardstick: string | undefined;
}

function headings({ size, throttle }: Circumstances): Readonly<Record<LaneName, Heading>> {
  const told = (bytes: number): string => `${inMebibytes(bytes)} MiB`;
  return {
    download: { heading: `Download, ${told(size)}`, yardstick: "curl" },
    upload: { heading: `Upload, ${told(size)}`, yardstick: "curl" },
    throttled: {
      heading: `Download, ${told(size / 4)}, each connection limited to ${throttle} bytes a second`,
      yardstick: "curl",
    },
    memory: { heading: `Download, ${told(size * 4)}`, yardstick: undefined },
  };
}

function judgementRow({ promise, figure, limit, unit, isMet }: Judgement): string[] {
  const digits = unit === " ×" ? 2 : 0;
  const told = (value: number): string => value.toFixed(digits) + unit;
  // Rounded to the shown digits a narrow miss would look like none.
  const verdict = isMet ? "met" : `**missed** by ${(figure - limit).toFixed(digits + 1)}${unit}`;
  return [promise, `≤ ${told(limit)}`, told(figure), verdict];
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = columns.map((_, index) => (index === 0 ? "---" : "---:"));
  return [line(columns), line(rule), ...rows.map(line)].join("\n");
}

const howToRead = `## How to read this

Only ratios within one run mean anything on another machine. "Time" is the time of the transfer inside its process, and
curl's is its own \`time_total\`; starting a process is in neither (aria2c has no such clock: its start counts). A ratio is
taken within each round, and the median of the rounds is told; "best" is the fastest run beside curl's fastest. CPU is the
processor time of the whole process; for the foreign programs with their start. Memory is the peak of the resident set
above the same process at rest after its imports. A block is the longest time in a run that the event loop did not turn:
the median of the runs, and the worst of them, which on a busy machine includes waiting for a processor. The targets are
held against the medians; that of four times the size against the largest run at the size itself.

Each Node.js process has made a small transfer before, as an editor has that showed its files. What that first connection
blocked the event loop for, parsing certificates above all, is in the last column and in no other.

Our download flushes the file and its folder to the disk, keeps a journal and a lock, and checks what it received; the
others write and are done. "undici dispatch, in batches" is the least that a download over our transport can do: it takes
the 16 KiB chunks that TLS delivers and writes them by the mebibyte. What lies between it and curl is the price of the
transport, and what lies between it and us that of the engine. A parser of our own over Node's TLS would be faster, and one
more that has to be safe; either way a gigabit line is the slower part. Our upload asks for the list before it sends.

Each contestant's result was compared by SHA-256 once. The platform takes no upload above 512 MiB, so there is none of
four times the size.`;
