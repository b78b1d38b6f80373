import type { Answer } from "../exchange/answer.ts";
import { answer, textAnswer, withHeaders } from "../exchange/answer.ts";
import type { Face } from "../options.ts";
import type { Outcome, Refusal } from "./outcome.ts";
import type { WireObject } from "./wire.ts";
import { encodeWire } from "./wire.ts";

const json = "application/json; charset=utf-8";

/** Puts an outcome into a face's words (api.md 4). */
export function envelope(face: Face, outcome: Outcome, requestId: string): Answer {
  return face === "cometapi" ? gatewayAnswer(outcome, requestId) : platformAnswer(outcome);
}

/** Adds the header by which support finds a request. */
export function withRequestId(face: Face, plain: Answer, requestId: string): Answer {
  return withHeaders(plain, { [face === "cometapi" ? "x-oneapi-request-id" : "trace-id"]: requestId });
}

/** gin's answer to a path that is not there. */
export function notFoundPage(): Answer {
  return textAnswer(404, "text/plain", "404 page not found");
}

/** The platform's own error: HTTP 200 with a code. */
export function baseResp(code: number, message: string, extra: WireObject = {}, status = 200): Answer {
  return textAnswer(
    status,
    json,
    encodeWire({ ...extra, base_resp: { status_code: code, status_msg: message } }),
  );
}

/** The gateway's error. */
export function gatewayError(status: number, code: string, message: string, requestId: string): Answer {
  const error = {
    message: `${message} (request id: ${requestId})`,
    type: "comet_api_error",
    param: "",
    code,
  };
  return textAnswer(status, json, encodeWire({ error }));
}

/** The error of the platform's newer endpoints. */
export function typedError(status: number, type: string, message: string, requestId: string): Answer {
  const error = { type, message, http_code: String(status) };
  return textAnswer(status, json, encodeWire({ type: "error", error, request_id: requestId }));
}

function platformAnswer(outcome: Outcome): Answer {
  switch (outcome.kind) {
    case "fields":
      return baseResp(0, "success", outcome.fields);
    case "bytes":
      return answer(200, { "content-type": outcome.contentType }, outcome.body);
    case "refused":
      return baseResp(outcome.code, outcome.message, outcome.fields, outcome.status);
    case "notOffered":
    case "noChannel":
      return notFoundPage();
  }
}

function gatewayAnswer(outcome: Outcome, requestId: string): Answer {
  switch (outcome.kind) {
    case "fields":
    case "bytes":
      return platformAnswer(outcome);
    case "refused":
      return gatewayRefusal(outcome, requestId);
    case "notOffered":
      return gatewayError(500, "invalid_request", "not implemented", requestId);
    case "noChannel":
      return gatewayError(
        503,
        "model_not_found",
        `No available channel for model ${outcome.model} under group default (distributor)`,
        requestId,
      );
  }
}

/** The gateway turns the platform's refusals into statuses, not always fitting ones (api.md 4). */
function gatewayRefusal({ code, message, fields }: Refusal, requestId: string): Answer {
  if (fields !== undefined) {
    // A task's state is passed through as it is.
    return baseResp(code, message, fields);
  }
  switch (code) {
    case 1004:
      return gatewayError(401, "", "No token provided", requestId);
    case 2049:
      return gatewayError(401, "", "Invalid token", requestId);
    case 1002:
      return gatewayError(429, "rate_limit_exceeded", message, requestId);
    case 2013:
      return gatewayError(500, "invalid_request", message, requestId);
    default:
      return gatewayError(500, "upstream_error", message, requestId);
  }
}
