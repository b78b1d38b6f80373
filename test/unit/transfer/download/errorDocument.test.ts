import { describe, expect, it } from "vitest";
import { isErrorDocument } from "../../../../src/transfer/download/errorDocument.ts";

const judge = (body: string, name: string, expected?: number): boolean =>
  isErrorDocument(Buffer.from(body), { name, length: Buffer.byteLength(body), expected });

const envelope = '{"base_resp":{"status_code":2049,"status_msg":"invalid api key"}}';
const goodEnvelope = '{"base_resp":{"status_code": 0,"status_msg":"success"}}';
const storeError = '<?xml version="1.0" encoding="UTF-8"?>\n<Error>\n <Code>AccessDenied</Code></Error>';
const page = "\n<!DOCTYPE html><html></html>";

describe("isErrorDocument", () => {
  it.each([
    [envelope, "output.mp4"],
    [envelope, "speech.tar"],
    [envelope, "data.json"],
    [envelope, "noextension"],
    ['{"error":{"message":"no"}}', "data.jsonl"],
    ['{"type":"error","error":{}}', "data.json"],
    ['{"anything":1}', "a.mp3"],
    [storeError, "output.mp4"],
    [storeError, "document.xml"],
    [`\ufeff${storeError}`, "output.mp4"],
    [page, "output.mp4"],
    [page, "notes.txt"],
  ])("recognises %j in place of %s", (body, name) => {
    expect(judge(body, name)).toBe(true);
  });

  it.each([
    ['{"answer":42}', "data.json"],
    [goodEnvelope, "data.json"],
    ["<svg></svg>", "drawing.svg"],
    [page, "page.html"],
    ["plain text", "output.mp4"],
    ["<\0binary", "output.mp4"],
    ["", "output.mp4"],
    ['{"error":{}}', "data.json", 12],
  ])("lets %j be %s", (body, name, expected?: number) => {
    expect(judge(body, name, expected)).toBe(false);
  });

  it.each([
    ...["words", "words.txt", "words.TEXT", "words.md", "words.csv", "words.tsv", "words.log", "words.srt"],
    ...["words.vtt", "words.ass", "words.lrc", "data.json", "data.jsonl", "data.ndjson", "data.geojson"],
    ...["data.xml", "drawing.svg", "page.html", "page.htm", "page.xhtml", "data.yaml", "data.yml"],
  ])("lets a text begin as an error would where its name promises one: %s", (name) => {
    const texts = ['{"answer":42}', goodEnvelope, "<i>Once upon a time</i>", "<error>no code</error>"];
    expect(texts.map((text) => judge(text, name))).toEqual([false, false, false, false]);
  });

  it("judges a megabyte of braces at once", () => {
    expect(judge("{".repeat(1_000_000), "data.json")).toBe(false);
  });
});
