/**
 * How the sandbox can be told to misbehave, as data: the same objects serve `sandbox.misbehave`, the command line
 * and `POST /_sandbox/faults`.
 */
import type { OperationName } from "../api/operation.ts";

/** A fault and how long it is in force. */
export type FaultRule = Fault & {
  /** How many requests it hits; without it, every one until it is cleared. */
  readonly times?: number;
  /** How many requests it lets pass first. */
  readonly skip?: number;
};

export type Fault = ApiFault | SigningFault | LinkFault | TaskFault;
export type FaultPlace = Fault["at"];

/** What goes wrong between client and API. */
export type ApiFault = { readonly at: "api"; readonly operation?: OperationName } & (
  | Slowness
  /** `base_resp.status_code` with HTTP 200. */
  | { readonly kind: "code"; readonly code: number; readonly message?: string }
  /** An HTTP status, in the gateway's, the newer endpoints' or a load balancer's words. */
  | {
      readonly kind: "status";
      readonly status: number;
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string;
      readonly envelope?: "gateway" | "typed" | "text";
      readonly code?: string;
      readonly message?: string;
    }
  /** A web page, as of a captive portal. */
  | { readonly kind: "html"; readonly status?: number }
  | { readonly kind: "empty"; readonly status?: number }
  /** The real answer, cut in the middle, under an honest Content-Length. */
  | { readonly kind: "truncatedJson" }
  /** JSON that begins and never ends. */
  | { readonly kind: "endless" }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: number }
  /** The connection dies unanswered; nothing is done. */
  | { readonly kind: "dead" }
  /** The work is done, then the connection dies unanswered. */
  | { readonly kind: "deadAfterWork" }
  /** No answer, and the connection stays open. */
  | { readonly kind: "silent" }
);

/** What is odd about the links that `retrieve` tells. */
export type SigningFault = { readonly at: "signing"; readonly fileId?: string } & (
  | { readonly kind: "lifetime"; readonly seconds: number }
  | { readonly kind: "absent" }
  | { readonly kind: "withoutScheme" }
  /** http, whatever the link host speaks. */
  | { readonly kind: "insecure" }
  | { readonly kind: "withBackup" }
  /** Any text in place of the link. */
  | { readonly kind: "literal"; readonly url: string }
);

/** What goes wrong between client and link host. */
export type LinkFault = {
  readonly at: "link";
  readonly fileId?: string;
  /** Which of the two hosts; the primary one by default, so that the mirror helps. */
  readonly host?: "primary" | "backup" | "both";
} & (
  | Slowness
  /** The port is closed. `times` and `skip` do not apply. */
  | { readonly kind: "down" }
  | { readonly kind: "expired" }
  | { readonly kind: "stall" | "reset" | "finish"; readonly afterBytes: number }
  | { readonly kind: "drip"; readonly bytes: number; readonly milliseconds: number }
  /** Answers 200 with everything, whatever was asked. */
  | { readonly kind: "ignoreRange" }
  /** Answers 200 with everything whenever If-Range is there, even if it matches. */
  | { readonly kind: "brokenIfRange" }
  /** A Content-Range that starts `by` bytes later than the bytes do. */
  | { readonly kind: "wrongContentRange"; readonly by?: number }
  | { readonly kind: "etag"; readonly etag: "weak" | "none" }
  /** Other bytes of the same length; `silently` under the old validators. */
  | { readonly kind: "changed"; readonly silently?: boolean }
  /** The object is `by` bytes longer, or shorter if negative, than the API says. */
  | { readonly kind: "resized"; readonly by: number }
  | { readonly kind: "gzip" }
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number | string }
  | { readonly kind: "redirect"; readonly to: string; readonly status?: number }
  /** A web page with HTTP 200 in place of the file. */
  | { readonly kind: "html" }
);

/** How the next task that is created ends. */
export type TaskFault = { readonly at: "task" } & (
  { readonly kind: "fail"; readonly code?: number; readonly message?: string } | { readonly kind: "expired" }
);

type Slowness =
  | { readonly kind: "latency"; readonly milliseconds: number }
  | { readonly kind: "throttle"; readonly bytesPerSecond: number };
