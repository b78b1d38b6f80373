import type { NetworkError, NetworkReason } from "../../http/http.ts";
import type { Content } from "./answer.ts";
import type { Outcome, Refusal } from "./attempt.ts";
import { DownloadError } from "./downloadError.ts";
import type { Quirk } from "./manners.ts";

/** What to do after an attempt. */
export type Step =
  | { readonly kind: "carryOn" }
  /** The file ends where what is on disk ends. */
  | { readonly kind: "finish"; readonly content: Content }
  /** The same again; `error` is the reason if it goes on like this. `wished`: milliseconds to wait at least. */
  | {
      readonly kind: "retry";
      readonly error: DownloadError;
      readonly wished: number | undefined;
      /** Whether another host might do better. */
      readonly blamesHost: boolean;
    }
  /** The same elsewhere: here it will never work. */
  | { readonly kind: "leaveHost"; readonly error: DownloadError }
  | { readonly kind: "renewLink"; readonly status: number }
  /** The content is another one: what is on disk is worthless. */
  | { readonly kind: "startOver" }
  /** The same again, as the server's manners call for. */
  | { readonly kind: "adapt"; readonly to: Quirk }
  | { readonly kind: "doWithoutRanges" }
  | { readonly kind: "giveUp"; readonly error: unknown };

/** Failures below HTTP that no repetition at the same place can mend. */
const hopeless: ReadonlySet<NetworkReason> = new Set<NetworkReason>([
  "certificate",
  "proxyAuthentication",
  "addressForbidden",
]);

/** Decides by how an attempt ended; `gained` are the new bytes that it brought. */
export function nextStep(outcome: Outcome, gained: number): Step {
  switch (outcome.kind) {
    case "ended":
      return gained > 0
        ? { kind: "carryOn" }
        : retry(new DownloadError("refusedByServer", "The server's answers bring nothing"));
    case "answered":
      return afterRefusal(outcome.verdict);
    case "network": {
      const error = networkFailure(outcome.error);
      return hopeless.has(outcome.error.reason)
        ? { kind: "leaveHost", error }
        : retry(error, { blamesHost: true });
    }
    case "tooSlow":
      return retry(new DownloadError("lowSpeed", "The server sends next to nothing"), { blamesHost: true });
    case "fatal":
      return { kind: "giveUp", error: outcome.error };
  }
}

function afterRefusal(refusal: Refusal): Step {
  switch (refusal.kind) {
    case "expired":
      return { kind: "renewLink", status: refusal.status };
    case "busy": {
      const { status, wait } = refusal;
      const error = new DownloadError("serverBusy", `The server answers with status ${status}`, { status });
      return retry(error, { blamesHost: status >= 500, wished: wait });
    }
    case "changed":
      return { kind: "startOver" };
    case "unproven":
      return { kind: "adapt", to: "noProof" };
    case "conditionIgnored":
      return { kind: "adapt", to: "noIfRange" };
    case "rangeIgnored":
      return { kind: "doWithoutRanges" };
    case "complete":
      return { kind: "finish", content: refusal.content };
    case "refused":
      return { kind: "giveUp", error: refusal.error };
  }
}

function retry(
  error: DownloadError,
  { blamesHost = false, wished }: { blamesHost?: boolean; wished?: number | undefined } = {},
): Step {
  return { kind: "retry", error, wished, blamesHost };
}

/** A failure of the network as the reason of a failed download. */
export function networkFailure(error: NetworkError): DownloadError {
  return new DownloadError("network", error.message, { code: error.code, cause: error });
}
