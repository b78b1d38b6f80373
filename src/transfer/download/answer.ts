import type { ResponseHead } from "../../http/http.ts";
import { retryAfter } from "../retryPolicy.ts";
import { parseContentRange } from "./contentRange.ts";
import { DownloadError } from "./downloadError.ts";
import { compareValidators, validatorOf } from "./validator.ts";
import type { Validator } from "./validator.ts";

/** What is known of the remote content; it outlives links, connections and restarts of the program. */
export interface Content {
  /** Bytes; `undefined` while a chunked answer hides it. */
  readonly total: number | undefined;
  readonly validator: Validator;
}

/** What a request asked for. */
export type Ask =
  /** The whole file, from its beginning; nothing is known yet. */
  | { readonly kind: "whole"; readonly expectedSize: number | undefined }
  /** A part of content that is known. `end` is exclusive, `undefined` for "to the end". */
  | {
      readonly kind: "part";
      readonly content: Content;
      readonly start: number;
      readonly end: number | undefined;
      /** If-Range was sent. */
      readonly conditional: boolean;
      /** The beginning of the answer will be compared with the disk. */
      readonly compared: boolean;
    };

/** What an answer means for the download. */
export type Verdict =
  /** The bytes are those that were asked for; they run up to `end`, where it is known. */
  | { readonly kind: "accepted"; readonly content: Content; readonly end: number | undefined }
  | { readonly kind: "redirected"; readonly location: string | undefined }
  /** The link is refused: its signature has ended, or the object has moved. */
  | { readonly kind: "expired"; readonly status: number }
  /** `wait`: milliseconds, where the server says. */
  | { readonly kind: "busy"; readonly status: number; readonly wait: number | undefined }
  /** The content is not the one of which a part is on disk. */
  | { readonly kind: "changed" }
  /** The server cannot do If-Range: it sends everything although the tag matches. */
  | { readonly kind: "conditionIgnored" }
  /** The server cannot do ranges, or does them wrongly. */
  | { readonly kind: "rangeIgnored" }
  /** The validator proves nothing: ask again with bytes to compare. */
  | { readonly kind: "unproven" }
  /** There is nothing beyond what is on disk: the content is known with its size now. */
  | { readonly kind: "complete"; readonly content: Content }
  | { readonly kind: "refused"; readonly error: DownloadError };

/** Judges an answer by its head. `now`: milliseconds since the Unix epoch, for a Retry-After date. */
export function judge(ask: Ask, head: ResponseHead, now: number): Verdict {
  switch (head.status) {
    case 200:
    case 206:
      return isEncoded(head) ? refused("encodedBody", head) : judgeBody(ask, head);
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return { kind: "redirected", location: head.header("location") };
    case 401:
    case 403:
    case 404:
    case 410:
      return { kind: "expired", status: head.status };
    case 412:
      return { kind: "changed" };
    case 416:
      return judgeUnsatisfiable(ask, head);
    case 408:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return { kind: "busy", status: head.status, wait: retryAfter(head.header("retry-after"), now) };
    default:
      return refused("refusedByServer", head);
  }
}

function isEncoded(head: ResponseHead): boolean {
  const encoding = head.header("content-encoding")?.trim().toLowerCase() ?? "";
  return encoding !== "" && encoding !== "identity";
}

function judgeBody(ask: Ask, head: ResponseHead): Verdict {
  if (ask.kind === "part") {
    return head.status === 206 ? judgePart(ask, head) : judgeWholeForPart(ask, head);
  }
  return head.status === 200 ? judgeWhole(ask.expectedSize, head) : refused("refusedByServer", head);
}

function judgeWhole(expectedSize: number | undefined, head: ResponseHead): Verdict {
  const total = contentLength(head);
  if (total !== undefined && expectedSize !== undefined && total !== expectedSize) {
    const message = `The server offers ${total} bytes, the platform told ${expectedSize}`;
    return { kind: "refused", error: new DownloadError("sizeMismatch", message) };
  }
  const endIsMarked = total !== undefined || isChunked(head);
  if (!endIsMarked && expectedSize === undefined) {
    const message = "Neither the platform nor the server tells the size";
    return { kind: "refused", error: new DownloadError("unknownLength", message) };
  }
  // Where nothing marks the end, a connection that breaks looks like it: only the platform's size tells the two apart.
  const end = endIsMarked ? total : expectedSize;
  return { kind: "accepted", content: { total, validator: validatorOf(head) }, end };
}

function judgePart(ask: Ask & { kind: "part" }, head: ResponseHead): Verdict {
  const range = parseContentRange(head.header("content-range"));
  const span = range?.span;
  if (range === undefined || span?.start !== ask.start || span.end > (ask.end ?? Infinity)) {
    return { kind: "rangeIgnored" };
  }
  const length = contentLength(head);
  if (length !== undefined && length !== span.end - span.start) {
    return { kind: "rangeIgnored" };
  }
  const known = ask.content.total;
  if (known !== undefined && range.total !== undefined && range.total !== known) {
    return { kind: "changed" };
  }
  const match = compareValidators(ask.content.validator, validatorOf(head));
  if (match === "different") {
    return { kind: "changed" };
  }
  if (match === "unproven" && !ask.compared) {
    return { kind: "unproven" };
  }
  return { kind: "accepted", content: { ...ask.content, total: known ?? range.total }, end: span.end };
}

/** The whole file although a part was asked for: because it changed, or because the server knows no better. */
function judgeWholeForPart(ask: Ask & { kind: "part" }, head: ResponseHead): Verdict {
  const total = contentLength(head);
  const sizeChanged = total !== undefined && ask.content.total !== undefined && total !== ask.content.total;
  if (sizeChanged || compareValidators(ask.content.validator, validatorOf(head)) === "different") {
    return { kind: "changed" };
  }
  return { kind: ask.conditional ? "conditionIgnored" : "rangeIgnored" };
}

function judgeUnsatisfiable(ask: Ask, head: ResponseHead): Verdict {
  const total = parseContentRange(head.header("content-range"))?.total;
  if (ask.kind === "whole") {
    return refused("refusedByServer", head);
  }
  const nothingIsMissing = !ask.compared && total === ask.start && (ask.content.total ?? total) === total;
  return nothingIsMissing ? { kind: "complete", content: { ...ask.content, total } } : { kind: "changed" };
}

function contentLength(head: ResponseHead): number | undefined {
  const value = head.header("content-length")?.trim();
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

function isChunked(head: ResponseHead): boolean {
  return head.header("transfer-encoding")?.toLowerCase().includes("chunked") ?? false;
}

function refused(reason: "encodedBody" | "refusedByServer", head: ResponseHead): Verdict {
  const message = reason === "encodedBody" ? "The body is compressed" : `HTTP status ${head.status}`;
  return { kind: "refused", error: new DownloadError(reason, message, { status: head.status }) };
}
