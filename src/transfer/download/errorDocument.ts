import { extname } from "node:path";

/** How many leading bytes `isErrorDocument` wants to see, where the body has that many. */
export const inspectedBytes = 1024;

/** Kinds of file that may well begin with `<` or `{`: only a known shape of error counts for them. */
const textual = new Set(
  [
    ["", ".txt", ".text", ".md", ".csv", ".tsv", ".log", ".srt", ".vtt", ".ass", ".lrc"],
    [".json", ".jsonl", ".ndjson", ".geojson", ".xml", ".svg", ".html", ".htm", ".xhtml", ".yaml", ".yml"],
  ].flat(),
);

/**
 * Whether a body that came with a status of success is an error in disguise: the platform's JSON envelope
 * (api.md 2), the XML of an object store, the page of a proxy or hotel. Content types do not tell (the
 * platform labels bytes as JSON), so the bytes themselves are judged, against what the file's name promises.
 */
export function isErrorDocument(
  beginning: Uint8Array,
  file: { readonly name: string; readonly length: number | undefined; readonly expected: number | undefined },
): boolean {
  if (file.expected !== undefined && file.length === file.expected) {
    return false;
  }
  const text = new TextDecoder().decode(beginning.subarray(0, inspectedBytes)).trimStart().toLowerCase();
  const looksLikeMarkup = (text.startsWith("<") || text.startsWith("{")) && !text.includes("\0");
  if (!looksLikeMarkup) {
    return false;
  }
  const extension = extname(file.name).toLowerCase();
  return !textual.has(extension) || hasErrorShape(text, extension);
}

function hasErrorShape(text: string, extension: string): boolean {
  if (text.startsWith("{")) {
    const compact = text.replace(/\s/g, "");
    const envelopeFails = compact.includes('"base_resp":') && !compact.includes('"status_code":0');
    return envelopeFails || compact.startsWith('{"error":{') || compact.startsWith('{"type":"error"');
  }
  const isObjectStoreError = text.includes("<error>") && text.includes("<code>");
  const isPage = text.startsWith("<!doctype html") || text.startsWith("<html");
  return isObjectStoreError || (isPage && ![".html", ".htm", ".xhtml"].includes(extension));
}
