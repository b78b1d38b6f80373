import { isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";
import { decodeFileId } from "./decode.ts";
import type { TaskState } from "./platform.ts";

/** The platform's words in lower case, with those seen but not documented (api.md 6). */
const phases: ReadonlyMap<string, TaskState["phase"]> = new Map<string, TaskState["phase"]>([
  ["preparing", "waiting"],
  ["queueing", "waiting"],
  ["queued", "waiting"],
  ["processing", "running"],
  ["success", "succeeded"],
  ["fail", "failed"],
  ["failed", "failed"],
  ["expired", "expired"],
]);

/** What a task query told; `undefined` if the answer states no status. */
export function decodeTaskState(
  taskId: string,
  body: JsonObject,
  answer: { readonly raw: string; readonly requestId: string | undefined },
): TaskState | undefined {
  const rawStatus = body["status"];
  if (typeof rawStatus !== "string" || rawStatus === "") {
    return undefined;
  }
  const phase = phases.get(rawStatus.toLowerCase()) ?? "unknown";
  return {
    taskId,
    phase,
    rawStatus,
    fileId: phase === "succeeded" ? decodeFileId(body["file_id"]) : undefined,
    failure: phase === "failed" || phase === "expired" ? failureOf(body) : undefined,
    raw: answer.raw,
    requestId: answer.requestId,
  };
}

/** The reason for a failure, wherever the platform put it; its "success" is only that of the query. */
function failureOf(body: JsonObject): string | undefined {
  const base = body["base_resp"];
  const candidates: readonly (JsonValue | undefined)[] = [
    body["fail_reason"],
    body["error_message"],
    body["message"],
    isJsonObject(base) && base["status_code"] !== 0 ? base["status_msg"] : undefined,
  ];
  return candidates.find((candidate) => typeof candidate === "string" && candidate !== "") as
    string | undefined;
}
