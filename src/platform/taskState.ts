import { isJsonObject, type JsonObject } from "../shared/jsonValue.ts";
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
  answer: {
    readonly raw: string;
    readonly requestId: string | undefined;
    /** Makes the server's words fit to be shown. */
    readonly clean: (words: string) => string;
  },
): TaskState | undefined {
  const rawStatus = body["status"];
  if (typeof rawStatus !== "string" || rawStatus === "") {
    return undefined;
  }
  const phase = phases.get(rawStatus.toLowerCase()) ?? "unknown";
  const failure = phase === "failed" || phase === "expired" ? failureOf(body) : undefined;
  return {
    taskId,
    phase,
    rawStatus: answer.clean(rawStatus),
    fileId: phase === "succeeded" ? decodeFileId(body["file_id"]) : undefined,
    failure: failure === undefined ? undefined : answer.clean(failure),
    raw: answer.raw,
    requestId: answer.requestId,
  };
}

/** The reason for a failure; the "success" beside code 0 is only that of the query. */
function failureOf(body: JsonObject): string | undefined {
  const base = body["base_resp"];
  const code = isJsonObject(base) ? base["status_code"] : undefined;
  const words = isJsonObject(base) && code !== 0 && code !== "0" ? base["status_msg"] : undefined;
  return typeof words === "string" && words !== "" ? words : undefined;
}
