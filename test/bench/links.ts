/**
 * The matcher for ids in text: `npm run bench:links`. Reads every text file that is installed here, and texts made to
 * be hard, and prints a Markdown table of its time for a megabyte beside two peers in the same run: `JSON.parse` of the
 * text as a JSON string, and a plain pass over all its words. Fails on any false positive, and where a text of the
 * largest size that is read holds up the event loop for more than 50 ms. Times are the processor's.
 */
import { findIds, noKnownIds, readLimit, type KnownIds } from "../../src/catalog/ids/idMatcher.ts";
import { eventLoopPacer } from "../../src/shared/eventLoopPacer.ts";
import { runInSlices, runNow } from "../../src/shared/steps.ts";
import { hardTexts, installedFiles, type InstalledFile } from "../support/ordinaryTexts.ts";

const mebibyte = 1024 * 1024;
const rounds = 5;

/** The median of the rounds, milliseconds of the processor for a megabyte. */
function perMegabyte(texts: readonly string[], pass: (text: string) => unknown): number {
  const size = texts.reduce((sum, { length }) => sum + Math.min(length, readLimit), 0) / mebibyte;
  const times = Array.from({ length: rounds }, () => {
    const start = process.cpuUsage();
    for (const text of texts) {
      pass(text);
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return (times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0) / size;
}

function words(text: string): number {
  let count = 0;
  for (const pattern = /\b\w+\b/g; pattern.exec(text) !== null;) {
    count += 1;
  }
  return count;
}

function row(name: string, texts: readonly string[], known: KnownIds): string {
  const read = texts.map((text) => text.slice(0, readLimit));
  const ours = perMegabyte(read, (text) => runNow(findIds(text, known)));
  const plain = perMegabyte(read, words);
  const parsed = new Map(read.map((text) => [text, JSON.stringify(text)]));
  const json = perMegabyte(read, (text) => JSON.parse(parsed.get(text) ?? '""') as unknown);
  const megabytes = read.reduce((sum, { length }) => sum + length, 0) / mebibyte;
  const cells = [megabytes, ours, plain, json].map((value) => value.toFixed(1));
  return `| ${name} | ${cells.join(" | ")} | ${(ours / plain).toFixed(2)} | ${(ours / json).toFixed(2)} |`;
}

/** The longest that the event loop waits while a text is read, milliseconds of the clock. */
async function longestBlock(text: string, known: KnownIds): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const turn = async (): Promise<void> => {
    longest = Math.max(longest, performance.now() - last);
    await eventLoopPacer.turn();
    last = performance.now();
  };
  await runInSlices(findIds(text, known), { now: () => performance.now(), turn });
  return Math.max(longest, performance.now() - last);
}

function group(files: readonly InstalledFile[], ending: RegExp): readonly string[] {
  return files.filter(({ path }) => ending.test(path)).map(({ text }) => text);
}

const files = installedFiles();
const answers = Array.from(
  { length: 40_000 },
  (_, index) => `{"file_id":${361_721_749_176_000 + index},"bytes":0,"filename":"output.mp4"}`,
).join("\n");
const known = new Set(Array.from({ length: 100_000 }, (_, index) => String(361_721_749_176_000 + index * 3)));

console.log(
  "| text | MiB | ids, ms/MB | words, ms/MB | JSON.parse, ms/MB | ratio to words | to JSON.parse |",
);
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
console.log(row("JavaScript", group(files, /\.[cm]?js$/), noKnownIds));
console.log(row("types", group(files, /\.[cm]?ts$/), noKnownIds));
console.log(row("JSON", group(files, /\.json$/), noKnownIds));
console.log(row("source maps", group(files, /\.map$/), noKnownIds));
console.log(row("Markdown", group(files, /\.md$/), noKnownIds));
for (const [name, read] of Object.entries(hardTexts)) {
  console.log(row(name, [read()], noKnownIds));
}
console.log(row("a log, 100,000 files known", [hardTexts["a log"]?.() ?? ""], known));
console.log(row("nothing but answers", [answers], known));

const found = files.flatMap(({ path, text }) =>
  runNow(findIds(text, noKnownIds)).map(({ id }) => `${path}: ${id}`),
);
const size = files.reduce((sum, { text }) => sum + text.length, 0) / mebibyte;
console.log(`\n${found.length} false positives in ${files.length} files, ${size.toFixed(0)} MiB`);
for (const line of found) {
  console.log(`  ${line}`);
}

const largest = answers.repeat(2).slice(0, readLimit);
await longestBlock(largest, known);
const block = await longestBlock(largest, known);
console.log(`The longest block at ${readLimit / mebibyte} MiB: ${block.toFixed(0)} ms`);
process.exitCode = found.length > 0 || block > 50 ? 1 : 0;
