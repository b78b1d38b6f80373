/**
 * From the bytes of a list answer to the first page of rows: `npm run bench:tree`. Prints a Markdown table for
 * 1,000, 10,000 and 100,000 files, beside a plain `JSON.parse` of the same bytes in the same run. Targets: 300 ms at
 * 10,000 files, and no block of the event loop above 50 ms at 100,000. Times are those of the clock and, in brackets,
 * of the processor: on a machine that is busy otherwise only the latter say something about this code.
 */
import { dateBounds } from "../../src/catalog/dateBuckets.ts";
import { deriveModel } from "../../src/catalog/explorerModel.ts";
import { everything } from "../../src/catalog/filter/filter.ts";
import { emptyCatalog, mergeCatalog } from "../../src/catalog/merge.ts";
import { naturalKeys } from "../../src/catalog/naturalKey.ts";
import { pageOf } from "../../src/catalog/paging.ts";
import { purposeRules } from "../../src/catalog/purposeRules.ts";
import { noRememberedFiles } from "../../src/catalog/rememberedFile.ts";
import { SortedRows } from "../../src/catalog/sortedRows.ts";
import { decodeFilesInSteps } from "../../src/platform/decode.ts";
import { decodeEnvelopeInSteps } from "../../src/platform/envelope.ts";
import type { FileRecord } from "../../src/platform/fileRecord.ts";
import { Calendar } from "../../src/shared/calendar.ts";
import { eventLoopPacer } from "../../src/shared/eventLoopPacer.ts";
import { runInSlices, type Pacer, type Steps } from "../../src/shared/steps.ts";

const now = Date.UTC(2026, 10, 23, 12);
const rounds = 5;

/** A list answer with long ids, four purposes and names that differ in their numbers, as platforms give them. */
function listAnswer(count: number): Uint8Array {
  const purposes = ["voice_clone", "prompt_audio", "t2a_async_input", "video_generation_input"];
  const files = Array.from({ length: count }, (_, index) => {
    const place = (index * 7919) % count;
    return `{"file_id":${900_719_925_474_100_000n + BigInt(index)},"bytes":${place * 1024},"created_at":${
      Math.floor(now / 1000) - place * 60
    },"filename":"clip_${place}_take-${index % 13}.mp4","purpose":"${purposes[index % 4] ?? ""}"}`;
  });
  return new TextEncoder().encode(
    `{"files":[${files.join(",")}],"base_resp":{"status_code":0,"status_msg":"success"}}`,
  );
}

/** Milliseconds. */
interface Duration {
  readonly clock: number;
  /** Of all the process's threads, garbage collection included. */
  readonly processor: number;
}

/** Starts to measure; the function that it gives ends it. */
function stopwatch(): () => Duration {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const clock = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    return { clock, processor: (user + system) / 1000 };
  };
}

/** The real pacer, which notes how long each slice kept the event loop waiting. */
class MeasuringPacer implements Pacer {
  #slice = stopwatch();
  longest: Duration = { clock: 0, processor: 0 };

  now(): number {
    return eventLoopPacer.now();
  }

  async turn(): Promise<void> {
    this.endSlice();
    await eventLoopPacer.turn();
    this.#slice = stopwatch();
  }

  endSlice(): void {
    const { clock, processor } = this.#slice();
    this.longest = {
      clock: Math.max(this.longest.clock, clock),
      processor: Math.max(this.longest.processor, processor),
    };
  }
}

/** What the client does with an answer's text (`PlatformClient.list`). */
function* decodeList(text: string): Steps<readonly FileRecord[]> {
  const answer = { status: 200, header: () => undefined, text };
  const envelope = yield* decodeEnvelopeInSteps(answer, { now, redact: (words) => words });
  if (!envelope.ok) {
    throw envelope.error;
  }
  return yield* decodeFilesInSteps(envelope.value);
}

interface Timing {
  readonly total: Duration;
  readonly longestBlock: Duration;
}

async function toFirstPage(bytes: Uint8Array, groupBy: "purpose" | "none"): Promise<Timing> {
  const pacer = new MeasuringPacer();
  const watch = stopwatch();
  const text = new TextDecoder().decode(bytes);
  await pacer.turn();
  const files = await runInSlices(decodeList(text), pacer);
  const listing = { files, receivedAt: now, purposes: "all" as const };
  const merged = { listing, remembered: noRememberedFiles, purposes: purposeRules, now, newSince: undefined };
  const catalog = await runInSlices(mergeCatalog(merged, emptyCatalog), pacer);
  const view = { groupBy, sort: { by: "name", direction: "ascending" }, filter: everything } as const;
  const dates = dateBounds(now, new Calendar(undefined), 1);
  const model = await runInSlices(deriveModel({ connectionId: "c", catalog, view, dates }, undefined), pacer);
  const collator = new Intl.Collator("en", { numeric: true });
  const rows = new SortedRows({ collator, keys: naturalKeys(collator) });
  const [group] = model.groups;
  const page = group && pageOf(await runInSlices(rows.of(group, view.sort), pacer), 1);
  pacer.endSlice();
  if (page?.items.length !== 200) {
    throw new Error("The first page is not whole");
  }
  return { total: watch(), longestBlock: pacer.longest };
}

function plainParse(bytes: Uint8Array): Duration {
  const watch = stopwatch();
  JSON.parse(new TextDecoder().decode(bytes));
  return watch();
}

/** Bytes of heap that the answer's catalog and tree add, measured while they are alive. */
async function heapOf(bytes: Uint8Array): Promise<number | undefined> {
  if (globalThis.gc === undefined) {
    return undefined;
  }
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  const files = await runInSlices(decodeList(new TextDecoder().decode(bytes)), eventLoopPacer);
  const listing = { files, receivedAt: now, purposes: "all" as const };
  const merged = { listing, remembered: noRememberedFiles, purposes: purposeRules, now, newSince: undefined };
  const catalog = await runInSlices(mergeCatalog(merged, emptyCatalog), eventLoopPacer);
  globalThis.gc();
  const after = process.memoryUsage().heapUsed;
  return catalog.size > 0 ? after - before : undefined;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function middle(durations: readonly Duration[]): Duration {
  return {
    clock: median(durations.map(({ clock }) => clock)),
    processor: median(durations.map(({ processor }) => processor)),
  };
}

function written({ clock, processor }: Duration): string {
  return `${clock.toFixed(1)} (${processor.toFixed(1)})`;
}

async function measure(count: number, groupBy: "purpose" | "none"): Promise<string> {
  const bytes = listAnswer(count);
  const plain: Duration[] = [];
  const timings: Timing[] = [];
  for (let round = 0; round <= rounds; round++) {
    plain.push(plainParse(bytes));
    timings.push(await toFirstPage(bytes, groupBy));
  }
  const heap = await heapOf(bytes);
  const blocks = timings.map(({ longestBlock }) => longestBlock);
  // The first round warms the engine up: its time does not count, but its blocks do.
  const total = middle(timings.slice(1).map((timing) => timing.total));
  const parse = middle(plain.slice(1));
  const worst = {
    clock: Math.max(...blocks.map(({ clock }) => clock)),
    processor: Math.max(...blocks.map(({ processor }) => processor)),
  };
  const cells = [
    count.toLocaleString("en"),
    groupBy,
    (bytes.length / 1024 ** 2).toFixed(1),
    written(parse),
    written(total),
    (total.processor / parse.processor).toFixed(1),
    written(middle(blocks)),
    written(worst),
    heap === undefined ? "run with --expose-gc" : (heap / 1024 ** 2).toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

console.log(
  "| files | grouped by | answer, MiB | JSON.parse, ms | to first page, ms | ratio | longest block, ms (median) | (worst) | heap, MiB |",
);
console.log("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
for (const count of [1000, 10_000, 100_000]) {
  for (const groupBy of ["purpose", "none"] as const) {
    console.log(await measure(count, groupBy));
  }
}
