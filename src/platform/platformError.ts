/**
 * Every way in which a platform, a gateway or whatever stands in front of them says no, as data. The text for
 * people is made at the edge (`src/editor/errorText.ts`) from these fields.
 */
export type PlatformReason =
  /** 1004, 2049, 401: the key is not accepted here; often it belongs to the other region. */
  | "unauthorized"
  /** The gateway or plan forbids the operation (403, 2038, 2042, 2061). */
  | "forbidden"
  /** 2013 "file not found", and likewise for tasks. */
  | "notFound"
  | "invalidParameters"
  /** 1008: insufficient balance. */
  | "balance"
  /** 1028, 1030, 2056: quota or plan limit used up. */
  | "quota"
  /** 1002, 1039, 1041, 2045, 429. */
  | "rateLimited"
  /** 1026, 1027: content policy. */
  | "sensitive"
  /** 1000, 1001, 1013, 1024, 1033, 5xx without a better word. */
  | "serverFault"
  /** The gateway does not offer this operation. */
  | "notOffered"
  /** A 3xx: refused, since the key belongs to one origin only. */
  | "redirected"
  /** A web page, an empty body, truncated JSON, a shape that is no answer of this API. */
  | "notThePlatform"
  /** A code that this version does not know. */
  | "unknown";

export interface PlatformErrorDetails {
  /** HTTP status of the answer. */
  readonly status: number;
  /** `base_resp.status_code`, or the gateway's own code, as text; `undefined` if there was none. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  /** The server's wish, seconds. */
  readonly retryAfter?: number | undefined;
  /** Whether the same call may succeed later unchanged. */
  readonly retryable: boolean;
}

/** An answer that says no. `message` is the server's own words, cut and cleaned of control characters. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly reason: PlatformReason;
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
  readonly retryable: boolean;

  constructor(reason: PlatformReason, message: string, details: PlatformErrorDetails) {
    super(message);
    this.reason = reason;
    this.status = details.status;
    this.code = details.code;
    this.requestId = details.requestId;
    this.retryAfter = details.retryAfter;
    this.retryable = details.retryable;
  }

  /** Recognises the error also when another bundle made it. */
  static is(error: unknown, reason?: PlatformReason): error is PlatformError {
    return (
      error instanceof Error &&
      error.name === "PlatformError" &&
      (reason === undefined || ("reason" in error && error.reason === reason))
    );
  }
}
