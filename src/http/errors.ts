import { NetworkError } from "./http.ts";
import type { NetworkReason } from "./http.ts";

/** `NetworkError.code` where a proxy is configured that only the host can use. */
export const UNSUPPORTED_PROXY = "UNSUPPORTED_PROXY";

/** How far an exchange had come when it failed. */
export interface Stage {
  /** The head of the answer had arrived. */
  readonly answering: boolean;
  /** See `NetworkError.sent`. */
  readonly sent: boolean;
  /** See `NetworkError.proxy`. */
  readonly proxy?: string | undefined;
}

const reasonsByCode: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: "dns",
  ENODATA: "dns",
  ESERVFAIL: "dns",
  EREFUSED: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EACCES: "unreachable",
  EPERM: "unreachable",
  ENONET: "unreachable",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  ENOTCONN: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_INFO: "reset",
  UND_ERR_CLOSED: "reset",
  UND_ERR_DESTROYED: "reset",
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: "bodyLength",
};

/** undici's words for a connection that ended within an answer; before it, they mean something else. */
const meansCutShort: ReadonlySet<string> = new Set([
  "UND_ERR_SOCKET",
  "UND_ERR_INFO",
  "HPE_INVALID_EOF_STATE",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);

/** OpenSSL's verdicts on a certificate, as Node spells them (nodejs.org/api/tls.html, "X509 certificate error codes"). */
const certificateCodes: ReadonlySet<string> = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_GET_CRL",
  "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
  "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
  "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_SIGNATURE_FAILURE",
  "CRL_SIGNATURE_FAILURE",
  "CERT_NOT_YET_VALID",
  "CERT_HAS_EXPIRED",
  "CRL_NOT_YET_VALID",
  "CRL_HAS_EXPIRED",
  "ERROR_IN_CERT_NOT_BEFORE_FIELD",
  "ERROR_IN_CERT_NOT_AFTER_FIELD",
  "ERROR_IN_CRL_LAST_UPDATE_FIELD",
  "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
  "OUT_OF_MEM",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_CHAIN_TOO_LONG",
  "CERT_REVOKED",
  "INVALID_CA",
  "PATH_LENGTH_EXCEEDED",
  "INVALID_PURPOSE",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "HOSTNAME_MISMATCH",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_TLS_CERT_ALTNAME_FORMAT",
]);

/** True for the codes with which a TLS handshake refuses the other side's certificate. */
export function isCertificateCode(code: string | undefined): boolean {
  return code !== undefined && certificateCodes.has(code);
}

/**
 * Puts a library's error into our words. The original is not kept as `cause`: it may hold headers and bytes.
 */
export function toNetworkError(error: unknown, host: string, stage: Stage): NetworkError {
  if (NetworkError.is(error)) {
    return error;
  }
  const code = codeOf(error);
  const { answering, sent, proxy } = stage;
  return new NetworkError(reasonOf(code, answering), host, { code, sent, proxy });
}

/** The reason behind a code; `answering` tells a body cut short from a connection that never answered. */
export function reasonOf(code: string | undefined, answering: boolean): NetworkReason {
  if (code === undefined) {
    return "protocol";
  }
  if (isCertificateCode(code)) {
    return "certificate";
  }
  if (code.startsWith("EAI_")) {
    return "dns";
  }
  if (answering && meansCutShort.has(code)) {
    return "truncated";
  }
  return reasonsByCode[code] ?? "protocol";
}

/** The error's own code, or that of the first of several attempts (a name with many addresses). */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  if ("code" in error && typeof error.code === "string") {
    return error.code;
  }
  return error instanceof AggregateError ? codeOf(error.errors[0]) : undefined;
}
