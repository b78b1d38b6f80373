import { isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";
import type { PlatformReason } from "./platformError.ts";
import { reasonOfGatewayError, reasonOfPlatformCode, reasonOfStatus } from "./reasons.ts";

/** An error as an answer's body states it. */
export interface Complaint {
  readonly reason: PlatformReason;
  readonly code: string | undefined;
  /** The server's words, as received. */
  readonly words: string;
}

/**
 * Finds the error in a JSON body, in each of the shapes that the platform and its gateways use (api.md 4); `undefined`
 * if the body is a success. HTTP 200 proves nothing here.
 */
export function findComplaint(body: JsonObject, status: number): Complaint | undefined {
  return platformComplaint(body, status) ?? gatewayComplaint(body, status) ?? statusComplaint(body, status);
}

/** `{"base_resp":{"status_code":1004,"status_msg":"…"}}` */
function platformComplaint(body: JsonObject, status: number): Complaint | undefined {
  const base = body["base_resp"];
  const code = isJsonObject(base) ? codeText(base["status_code"]) : undefined;
  if (!isJsonObject(base) || code === undefined || code === "0") {
    return undefined;
  }
  const words = textOf(base["status_msg"]);
  return { reason: reasonOfPlatformCode(code, words, status), code, words };
}

/**
 * `{"error":{"message":"…","type":"…","code":"…"}}` of the gateways, `{"type":"error","error":{"type":"…","message":"…",
 * "http_code":"401"}}` of MiniMax's newer endpoints, and a bare `{"error":"…"}`.
 */
function gatewayComplaint(body: JsonObject, status: number): Complaint | undefined {
  const error = body["error"];
  if (typeof error === "string" && error !== "") {
    const words = error;
    return {
      reason: reasonOfGatewayError({ code: undefined, type: undefined, words, status }),
      code: undefined,
      words,
    };
  }
  if (!isJsonObject(error)) {
    return undefined;
  }
  const words = textOf(error["message"]);
  const type = codeText(error["type"]);
  const code = codeText(error["code"]);
  const meant = Number(codeText(error["http_code"]) ?? status);
  const reason = reasonOfGatewayError({
    code,
    type,
    words,
    status: Number.isInteger(meant) ? meant : status,
  });
  return { reason, code: code ?? type, words };
}

/** `{"code":"…","message":"…"}`, `{"success":false,…}`, `{"detail":"…"}`: told by the status or `success` alone. */
function statusComplaint(body: JsonObject, status: number): Complaint | undefined {
  if (status < 400 && body["success"] !== false) {
    return undefined;
  }
  const words =
    ["message", "msg", "detail"].map((name) => textOf(body[name])).find((text) => text !== "") ?? "";
  const code = codeText(body["code"]);
  const reason =
    code === undefined
      ? reasonOfStatus(status)
      : reasonOfGatewayError({ code, type: undefined, words, status });
  return { reason, code, words };
}

/** A code as text, whether it came as a number or a string; empty and null mean that there is none. */
function codeText(value: JsonValue | undefined): string | undefined {
  if (typeof value === "number") {
    return String(value);
  }
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
