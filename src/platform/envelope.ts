import { ExactJsonError } from "../shared/exactJson.ts";
import { parseExactJsonInSteps } from "../shared/exactJsonSteps.ts";
import { isJsonObject, type JsonObject } from "../shared/jsonValue.ts";
import { runNow, type Steps } from "../shared/steps.ts";
import { findComplaint, type Complaint } from "./complaint.ts";
import { readPage } from "./page.ts";
import { PlatformError } from "./platformError.ts";
import { isRetryable } from "./reasons.ts";
import { findRequestId } from "./requestId.ts";
import { parseRetryAfter } from "./retryAfter.ts";
import { cleanWords } from "./serverWords.ts";

/** A whole answer of the API. */
export interface Answer {
  readonly status: number;
  /** The header's value; the name is in lower case. */
  header(name: string): string | undefined;
  readonly text: string;
}

/** What decoding needs from its surroundings. */
export interface DecodeContext {
  /** Milliseconds since the Unix epoch, for `Retry-After` as a date. */
  readonly now: number;
  /** Takes secrets out of the server's words. */
  readonly redact: (text: string) => string;
}

/** An answer, told apart. */
export type Envelope =
  | { readonly ok: true; readonly value: JsonObject; readonly requestId: string | undefined }
  | {
      readonly ok: false;
      readonly error: PlatformError;
      /** The body, if it was a JSON object: a failed task states its case beside the error. */
      readonly body: JsonObject | undefined;
    };

/** Decodes an answer in one go. */
export function decodeEnvelope(answer: Answer, context: DecodeContext): Envelope {
  return runNow(decodeEnvelopeInSteps(answer, context));
}

/** Decodes any answer that a platform, a gateway or whatever stands in front of them can give (api.md 4). */
export function* decodeEnvelopeInSteps(answer: Answer, context: DecodeContext): Steps<Envelope> {
  const { status, text } = answer;
  const body = yield* parseObject(text);
  const requestId = findRequestId((name) => answer.header(name), body, text);
  const complaint =
    redirect(answer) ?? (body === undefined ? readPage(text, status) : findComplaint(body, status));
  if (body !== undefined && complaint === undefined) {
    return { ok: true, value: body, requestId };
  }
  const { reason, code, words } = complaint ?? readPage(text, status);
  const error = new PlatformError(reason, cleanWords(words, context.redact) || `HTTP ${status}`, {
    status,
    code: code === undefined ? undefined : cleanWords(code, context.redact),
    requestId: requestId === undefined ? undefined : context.redact(requestId),
    retryAfter: parseRetryAfter(answer.header("retry-after"), context.now),
    retryable: isRetryable(reason),
  });
  return { ok: false, error, body };
}

/** A 3xx is never followed, since the key belongs to one origin only. */
function redirect(answer: Answer): Complaint | undefined {
  const { status } = answer;
  if (status < 300 || status > 399) {
    return undefined;
  }
  const location = answer.header("location") ?? "";
  const target = URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
  return { reason: "redirected", code: undefined, words: `HTTP ${status}${target}` };
}

function* parseObject(text: string): Steps<JsonObject | undefined> {
  try {
    const value = yield* parseExactJsonInSteps(text);
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof ExactJsonError) {
      return undefined;
    }
    throw error;
  }
}
