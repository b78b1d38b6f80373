/**
 * From the bytes of a list answer to the first page of rows: `npm run bench:tree`. Prints a Markdown table for
 * 1,000, 10,000 and 100,000 files, beside a plain `JSON.parse` of the same bytes in the same run. Targets: 300 ms at
 * 10,000 files, and no block of the event loop above 50 ms at 100,000. Times are those of the clock and, in brackets,
 * of the processor: on a machine that is busy otherwise only the latter say something about this code.
 */
import { dateBounds } from "../../src/catalog/dateBuckets.ts";
import { deriveModel, type ExplorerModel, type ViewOptions } from "../../src/catalog/explorerModel.ts";
import { everything } from "../../src/catalog/filter/filter.ts";
import type { GroupBy } from "../../src/catalog/grouping.ts";
import { emptyCatalog, mergeCatalog, nextChange, type Catalog } from "../../src/catalog/merge.ts";
import { naturalKeys } from "../../src/catalog/naturalKey.ts";
import { pageOf } from "../../src/catalog/paging.ts";
import { purposeRules } from "../../src/catalog/purposeRules.ts";
import { noRememberedFiles, noteListed } from "../../src/catalog/rememberedFile.ts";
import { SortedRows } from "../../src/catalog/sortedRows.ts";
import { quotaGauge } from "../../src/catalog/totals.ts";
import { treeChange } from "../../src/catalog/treeChange.ts";
import { TreeElements, type TreeElement } from "../../src/catalog/treeElements.ts";
import { decodeFilesInSteps } from "../../src/platform/decode.ts";
import { decodeEnvelopeInSteps } from "../../src/platform/envelope.ts";
import type { FileRecord } from "../../src/platform/fileRecord.ts";
import { Calendar } from "../../src/shared/calendar.ts";
import { eventLoopPacer } from "../../src/shared/eventLoopPacer.ts";
import { runInSlices, type Pacer, type Steps } from "../../src/shared/steps.ts";

const now = Date.UTC(2026, 10, 23, 12);
const rounds = 5;
const collator = new Intl.Collator("en", { numeric: true });
const dates = dateBounds(now, new Calendar(undefined), 1);

interface Answers {
  readonly first: Uint8Array;
  readonly later: Uint8Array;
}

/** A list answer with long ids, four purposes and names that differ in their numbers, as platforms give them. */
function listAnswer(count: number, more = 0): Uint8Array {
  const purposes = ["voice_clone", "prompt_audio", "t2a_async_input", "video_generation_input"];
  const files = Array.from({ length: count + more }, (_, index) => {
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

/** The parts of the files view from the answer down to its rows, in the order in which it calls them. */
class Tree {
  readonly #view: ViewOptions;
  readonly #elements = new TreeElements("c");
  readonly #rows = new SortedRows({ collator, keys: naturalKeys(collator) });
  #catalog: Catalog = emptyCatalog;
  #model: ExplorerModel | undefined;

  constructor(groupBy: GroupBy) {
    this.#view = { groupBy, sort: { by: "name", direction: "ascending" }, filter: everything };
  }

  /** Takes in a list answer and gives the rows of the first page, as the first list or a refresh does. */
  async show(bytes: Uint8Array, pacer: Pacer): Promise<readonly TreeElement[]> {
    const text = new TextDecoder().decode(bytes);
    await pacer.turn();
    const files = await runInSlices(decodeList(text), pacer);
    const ids = files.map(({ id }) => id);
    const remembered = noteListed(noRememberedFiles, ids);
    const listing = { files, askedAt: now, purposes: "all" as const };
    const merged = { listing, remembered, purposes: purposeRules, now, newSince: undefined };
    this.#catalog = await runInSlices(mergeCatalog(merged, this.#catalog), pacer);
    nextChange(this.#catalog);
    const input = { connectionId: "c", catalog: this.#catalog, view: this.#view, dates };
    const model = await runInSlices(deriveModel(input, this.#model), pacer);
    this.#elements.retain(model, this.#catalog);
    treeChange(this.#model, model);
    this.#model = model;
    quotaGauge(this.#catalog.values());
    const [group] = model.groups;
    if (group === undefined) {
      throw new Error("There is no group");
    }
    const page = pageOf(await runInSlices(this.#rows.of(group, this.#view.sort), pacer), 1);
    return page.items.map((entry) => this.#elements.file(entry));
  }
}

interface Timings {
  readonly first: Timing;
  /** The same list again with one file more. */
  readonly refresh: Timing;
}

async function toFirstPage(answers: Answers, groupBy: GroupBy): Promise<Timings> {
  const tree = new Tree(groupBy);
  const time = async (bytes: Uint8Array): Promise<Timing> => {
    const pacer = new MeasuringPacer();
    const watch = stopwatch();
    const rows = await tree.show(bytes, pacer);
    pacer.endSlice();
    if (rows.length !== 200) {
      throw new Error("The first page is not whole");
    }
    return { total: watch(), longestBlock: pacer.longest };
  };
  return { first: await time(answers.first), refresh: await time(answers.later) };
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
  const tree = new Tree("purpose");
  await tree.show(bytes, eventLoopPacer);
  globalThis.gc();
  const after = process.memoryUsage().heapUsed;
  // Alive until here.
  await tree.show(bytes, eventLoopPacer);
  return after - before;
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

/** Of all rounds: the median of the times without the first, which warms the engine up, and of all blocks. */
function summary(timings: readonly Timing[], parse: Duration): readonly string[] {
  const total = middle(timings.slice(1).map((timing) => timing.total));
  const blocks = timings.map(({ longestBlock }) => longestBlock);
  const worst = {
    clock: Math.max(...blocks.map(({ clock }) => clock)),
    processor: Math.max(...blocks.map(({ processor }) => processor)),
  };
  return [
    written(total),
    (total.processor / parse.processor).toFixed(1),
    written(middle(blocks)),
    written(worst),
  ];
}

async function measure(count: number, groupBy: GroupBy): Promise<readonly string[]> {
  const answers = { first: listAnswer(count), later: listAnswer(count, 1) };
  const plain: Duration[] = [];
  const timings: Timings[] = [];
  for (let round = 0; round <= rounds; round++) {
    plain.push(plainParse(answers.first));
    timings.push(await toFirstPage(answers, groupBy));
  }
  const heap = await heapOf(answers.first);
  const parse = middle(plain.slice(1));
  const about = [
    count.toLocaleString("en"),
    groupBy,
    (answers.first.length / 1024 ** 2).toFixed(1),
    written(parse),
    heap === undefined ? "run with --expose-gc" : (heap / 1024 ** 2).toFixed(1),
  ];
  return [
    row([
      ...about,
      "first list",
      ...summary(
        timings.map(({ first }) => first),
        parse,
      ),
    ]),
    row([
      ...about.map(() => ""),
      "refresh",
      ...summary(
        timings.map(({ refresh }) => refresh),
        parse,
      ),
    ]),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

console.log(
  row([
    "files",
    "grouped by",
    "answer, MiB",
    "JSON.parse, ms",
    "heap, MiB",
    "what",
    "to first page, ms",
    "ratio",
    "longest block, ms (median)",
    "(worst)",
  ]),
);
console.log("|---:|---|---:|---:|---:|---|---:|---:|---:|---:|");
for (const count of [1000, 10_000, 100_000]) {
  for (const groupBy of ["purpose", "none"] as const) {
    for (const line of await measure(count, groupBy)) {
      console.log(line);
    }
  }
}
