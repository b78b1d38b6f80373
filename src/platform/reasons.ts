import type { PlatformReason } from "./platformError.ts";

/** What the platform's and the gateways' own codes mean, and what an HTTP status means where there is no code (api.md 4). */

/** `base_resp.status_code`. */
const byPlatformCode: ReadonlyMap<string, PlatformReason> = new Map<string, PlatformReason>([
  ["1000", "serverFault"],
  ["1001", "serverFault"],
  ["1002", "rateLimited"],
  ["1004", "unauthorized"],
  ["1008", "balance"],
  ["1013", "serverFault"],
  ["1024", "serverFault"],
  ["1026", "sensitive"],
  ["1027", "sensitive"],
  ["1028", "quota"],
  ["1030", "quota"],
  ["1033", "serverFault"],
  ["1039", "rateLimited"],
  ["1041", "rateLimited"],
  ["1042", "invalidParameters"],
  ["1043", "invalidParameters"],
  ["1044", "invalidParameters"],
  ["2013", "invalidParameters"],
  ["20132", "invalidParameters"],
  ["2037", "invalidParameters"],
  ["2038", "forbidden"],
  ["2039", "invalidParameters"],
  ["2042", "forbidden"],
  ["2045", "rateLimited"],
  ["2048", "invalidParameters"],
  ["2049", "unauthorized"],
  ["2056", "quota"],
  ["2061", "forbidden"],
]);

/** Gateway codes that say more than the HTTP status that they come with. */
const byGatewayCode: ReadonlyMap<string, PlatformReason> = new Map<string, PlatformReason>([
  ["invalid_api_key", "unauthorized"],
  ["insufficient_quota", "balance"],
  ["insufficient_user_quota", "balance"],
  ["pre_consume_token_quota_failed", "balance"],
  ["rate_limit_exceeded", "rateLimited"],
  ["model_not_found", "notOffered"],
]);

/** Gateway codes and error types that count only where the HTTP status is vague: bad requests come as 500 and 503. */
const byErrorType: ReadonlyMap<string, PlatformReason> = new Map<string, PlatformReason>([
  ["authentication_error", "unauthorized"],
  ["authorized_error", "unauthorized"],
  ["permission_error", "forbidden"],
  ["not_found_error", "notFound"],
  ["insufficient_balance_error", "balance"],
  ["rate_limit_error", "rateLimited"],
  ["bad_request_error", "invalidParameters"],
  ["invalid_request", "invalidParameters"],
  ["invalid_request_error", "invalidParameters"],
  ["overloaded_error", "serverFault"],
  ["api_error", "serverFault"],
  ["server_error", "serverFault"],
]);

const clearStatuses: ReadonlySet<number> = new Set([401, 402, 403, 429, 502, 504]);

const nothingFound = /not[ _]found|not exist|no such|不存在/i;
const operationMissing = /no available channel|not implemented|invalid url/i;

/** @param words The server's message: 2013 means "invalid parameters" and "file not found" alike. */
export function reasonOfPlatformCode(code: string, words: string, status: number): PlatformReason {
  const reason = byPlatformCode.get(code) ?? (status >= 400 ? reasonOfStatus(status) : "unknown");
  return refineByWords(reason, words);
}

/** The reason behind a gateway's error object: its code, its type, its words, and the HTTP status. */
export function reasonOfGatewayError(error: {
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly words: string;
  readonly status: number;
}): PlatformReason {
  const { code = "", type = "", words, status } = error;
  if (operationMissing.test(words)) {
    return "notOffered";
  }
  const reason =
    byGatewayCode.get(code) ??
    (clearStatuses.has(status) ? reasonOfStatus(status) : undefined) ??
    byErrorType.get(code) ??
    byErrorType.get(type) ??
    (status === 404 ? "notFound" : reasonOfStatus(status));
  return refineByWords(reason, words);
}

/** What an HTTP status says by itself. */
export function reasonOfStatus(status: number): PlatformReason {
  switch (status) {
    case 401:
      return "unauthorized";
    case 402:
      return "balance";
    case 403:
    case 451:
      return "forbidden";
    case 404:
      // An unknown file is an HTTP 200 here: a server that says 404 does not know the path.
      return "notThePlatform";
    case 405:
    case 501:
      return "notOffered";
    case 408:
      return "serverFault";
    case 410:
      return "notFound";
    case 425:
    case 429:
      return "rateLimited";
    case 407:
    case 511:
      // A proxy or a captive portal wants a login.
      return "notThePlatform";
    default:
      return status >= 500 ? "serverFault" : status >= 400 ? "invalidParameters" : "unknown";
  }
}

/** Whether the same call may succeed later unchanged: overload and faults pass, everything else stays as it is. */
export function isRetryable(reason: PlatformReason): boolean {
  return reason === "rateLimited" || reason === "serverFault";
}

function refineByWords(reason: PlatformReason, words: string): PlatformReason {
  return reason === "invalidParameters" && nothingFound.test(words) ? "notFound" : reason;
}
