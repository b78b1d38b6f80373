/**
 * No text that a server, a file or a paste holds may keep the editor busy: whatever reads one gets what makes
 * backtracking patterns take hours (CWE-1333), tens of kilobytes of each kind, and a megabyte of all kinds.
 */
import { describe, expect, it } from "vitest";
import { csvLine } from "../../../src/catalog/csv.ts";
import { fileTypeOf } from "../../../src/catalog/fileKind.ts";
import { matchesGlob } from "../../../src/catalog/filter/glob.ts";
import { parseFilter } from "../../../src/catalog/filter/parseFilter.ts";
import { findIds, idsIn, noKnownIds } from "../../../src/catalog/ids/idMatcher.ts";
import { naturalKeys } from "../../../src/catalog/naturalKey.ts";
import { parseTaskId } from "../../../src/catalog/tasks/taskId.ts";
import { isExcluded } from "../../../src/http/noProxy.ts";
import { decodeFile } from "../../../src/platform/decode.ts";
import { parseDownloadLink } from "../../../src/platform/downloadLink.ts";
import { decodeEnvelope } from "../../../src/platform/envelope.ts";
import { parseFileId } from "../../../src/platform/fileId.ts";
import { linkExpiry } from "../../../src/platform/linkExpiry.ts";
import { parseRetryAfter } from "../../../src/platform/retryAfter.ts";
import { Calendar } from "../../../src/shared/calendar.ts";
import { displayText, noticeText } from "../../../src/shared/displayText.ts";
import { parseExactJson } from "../../../src/shared/exactJson.ts";
import { findFields } from "../../../src/shared/jsonFields.ts";
import { nameFromPattern, safeLocalName } from "../../../src/shared/localName.ts";
import { maskQueries } from "../../../src/shared/maskQueries.ts";
import { redactShapes } from "../../../src/shared/redact.ts";
import { runNow } from "../../../src/shared/steps.ts";
import { EntryNames } from "../../../src/transfer/archive/entryNames.ts";
import { parseContentRange } from "../../../src/transfer/download/contentRange.ts";
import { isErrorDocument } from "../../../src/transfer/download/errorDocument.ts";
import { validatorOf } from "../../../src/transfer/download/validator.ts";
import { partsOf } from "../../../src/webview/foreignText.ts";

/** Within what a paste is cut to, and enough for a quadratic pattern to show: seconds for this, hours for a megabyte. */
const length = 60_000;
const megabyte = 1_000_000;
/** Milliseconds of CPU time, so that a busy machine does not count. */
const limit = 1_000;

const context = { now: 0, redact: redactShapes };
const filterContext = { calendar: new Calendar("UTC"), now: 0 };
const keys = naturalKeys(new Intl.Collator("en", { numeric: true }));
const facts = { filename: "output.mp4", id: "1", purpose: "video", createdAt: undefined };
const header = (value: string) => ({ status: 200, header: () => value });

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "the exact JSON parser": parseExactJson,
  "the JSON field finder": (text) => runNow(findFields(text, 100_000)),
  "the answer decoder": (text) => decodeEnvelope({ ...header(text), text }, context),
  "the words of a refusal": (text) =>
    decodeEnvelope(
      { ...header(""), status: 400, text: JSON.stringify({ error: { message: text, code: text } }) },
      context,
    ),
  "an object store's XML": (text) =>
    decodeEnvelope({ ...header(""), status: 403, text: `<?xml version="1.0"?><Error>${text}` }, context),
  "the file decoder": (text) =>
    decodeFile({ file_id: "1", filename: text, bytes: text, created_at: text, purpose: text }),
  "the link parser": (text) => [
    parseDownloadLink(text, { allowLoopbackHttp: true }),
    parseDownloadLink(`https://a.example/?${text}`, { allowLoopbackHttp: true }),
  ],
  "the link's expiry": (text) => linkExpiry(new URLSearchParams(`Expires=${text}&X-Amz-Date=${text}`)),
  "Retry-After": (text) => parseRetryAfter(text, 0),
  "Content-Range": (text) => parseContentRange(`bytes ${text}`),
  "the validators": (text) => validatorOf(header(`"${text}`)),
  "the judge of error pages": (text) =>
    isErrorDocument(new TextEncoder().encode(text), { name: text, length: 1, expected: undefined }),
  "the local name": (text) => [safeLocalName(text, "1"), nameFromPattern(text, facts)],
  "an archive's names": (text) => new EntryNames().next(text),
  "the type of a file": fileTypeOf,
  "the sort key": (text) => keys.keyOf(text),
  "the CSV writer": (text) => csvLine([text]),
  "the filter": (text) => parseFilter(text, filterContext),
  "a filter's pattern": (text) => matchesGlob(`*a*b*${text.slice(0, 1_000)}*`, text.slice(0, 10_000)),
  "the finder of ids": (text) => [runNow(findIds(text, noKnownIds)), [...idsIn(text, noKnownIds)]],
  "a pasted file id": parseFileId,
  "a pasted task id": parseTaskId,
  "the redaction": (text) => [redactShapes(text), maskQueries(text)],
  "text for labels and notices": (text) => [displayText(text), noticeText(text), partsOf(text)],
  "http.noProxy": (text) => isExcluded(new URL("https://api.minimax.io"), [text]),
};

const pieces = [
  ..."a0 ,;:.-_*?/\\\"'<{[(%&=@~".split(""),
  "\t",
  "\u00a0",
  "\u202e",
  "é",
  "Bearer ",
  "://",
  "?Signature=",
  "sk-a",
  "eyJ.",
  "file_id: ",
  'file_id\\":',
  "mm_file://1",
  "<Code>",
  "<title>",
  "%3D",
  "{id}",
  "1 - 1 ",
];

/** What stands at the end lets a pattern fail as late as it can. */
const texts = [
  ...pieces.map((piece) => `x${piece.repeat(Math.ceil(length / piece.length))}\u0001`),
  pieces.join("").repeat(Math.ceil(megabyte / pieces.join("").length)),
];

describe("text from elsewhere", () => {
  it.each(Object.entries(readers))(
    "is read in linear time by %s",
    (_name, read) => {
      for (const text of texts) {
        const before = process.cpuUsage();
        try {
          read(text);
        } catch {
          // A refusal is an answer too: only the time counts here.
        }
        const { user } = process.cpuUsage(before);
        expect(user / 1000, JSON.stringify(text.slice(0, 40))).toBeLessThan(limit);
      }
    },
    60_000,
  );
});
