import { exchangeBuffered } from "../http/buffered.ts";
import type { Http, RequestBody, Timeouts } from "../http/http.ts";
import type { Clock } from "../shared/clock.ts";
import type { JsonObject } from "../shared/jsonValue.ts";
import { createRedactor } from "../shared/redact.ts";
import { runInSlices, runNow, type Pacer, type Steps } from "../shared/steps.ts";
import { apiHeaders } from "./apiRequest.ts";
import { withDeadline } from "./deadline.ts";
import { decodeEnvelopeInSteps, type Envelope } from "./envelope.ts";
import type { CallName } from "./paidCall.ts";
import type { PlatformError } from "./platformError.ts";

/** One call of the API. */
export interface Call {
  readonly name: CallName;
  readonly url: URL;
  /** Makes the call a POST. */
  readonly body?: RequestBody;
  readonly idempotent: boolean;
  /** Never made again, whatever comes of it. */
  readonly once?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** An answer, decoded. */
export interface Called {
  /** HTTP status. */
  readonly status: number;
  readonly envelope: Envelope;
  /** The body as received. */
  readonly raw: string;
  /** Milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  /** Takes secrets out of words of this answer. */
  readonly redact: (words: string) => string;
}

/** Bytes. A list of 100,000 files has 22 MB. */
const maximumAnswer = 64 * 1024 * 1024;

const callTimeouts: Timeouts = { connect: 15_000, headers: 30_000, body: 30_000 };

/** After the last byte of an upload the platform checks the file before it answers. */
const uploadTimeouts: Timeouts = { connect: 15_000, headers: 180_000, body: 30_000 };

/** Milliseconds for a whole exchange; an upload has no such bound, only that it must go on. */
const maximumDuration = 120_000;

/** Sends a call once and decodes what comes back. Rejects with `NetworkError` or the signal's reason. */
export async function exchangeCall(
  { http, clock, pacer }: { readonly http: Http; readonly clock: Clock; readonly pacer?: Pacer },
  request: Call,
  key: string,
): Promise<Called> {
  const { url, body, name } = request;
  const headers = apiHeaders(key, "application/json");
  const { head, body: bytes } = await withDeadline(
    { clock, host: url.host, signal: request.signal },
    name === "upload" ? undefined : maximumDuration,
    (signal) =>
      exchangeBuffered(
        http,
        {
          method: body === undefined ? "GET" : "POST",
          url,
          headers,
          timeouts: name === "upload" ? uploadTimeouts : callTimeouts,
          ...(body === undefined ? {} : { body }),
          ...(signal === undefined ? {} : { signal }),
        },
        maximumAnswer,
      ),
  );
  const redactor = createRedactor();
  redactor.register(key);
  const redact = (words: string): string => redactor.redact(words);
  const raw = new TextDecoder().decode(bytes);
  const receivedAt = clock.now();
  const answer = { status: head.status, header: (field: string) => head.header(field), text: raw };
  return {
    status: head.status,
    envelope: await paced(decodeEnvelopeInSteps(answer, { now: receivedAt, redact }), pacer, request.signal),
    raw,
    receivedAt,
    redact,
  };
}

/** Runs the steps with pauses where somebody paces them. Rejects with the signal's reason, or with what a step throws. */
export async function paced<T>(
  steps: Steps<T>,
  pacer: Pacer | undefined,
  signal: AbortSignal | undefined,
): Promise<T> {
  return pacer === undefined ? runNow(steps) : runInSlices(steps, pacer, signal);
}

/** The body of an answer that says yes; throws the error of one that says no. */
export function valueOf({ envelope }: Called): JsonObject {
  if (!envelope.ok) {
    throw envelope.error;
  }
  return envelope.value;
}

export function errorOf({ envelope }: Called): PlatformError | undefined {
  return envelope.ok ? undefined : envelope.error;
}

export function requestIdOf({ envelope }: Called): string | undefined {
  return envelope.ok ? envelope.requestId : envelope.error.requestId;
}
