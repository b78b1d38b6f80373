import { fileObject, queriedId, seconds } from "../fileObject.ts";
import type { Call, Desk, Operation } from "../operation.ts";
import type { Outcome } from "../outcome.ts";
import { fields, invalid } from "../outcome.ts";
import { videoStatus } from "./tasks.ts";

/** One file with freshly signed links. */
export const retrieve: Operation = (call, desk) => {
  const id = queriedId(call.query, "file_id");
  if (id === undefined) {
    return invalid("file_id");
  }
  const file = desk.store.get(id, seconds(call.now));
  return file === undefined
    ? invalid("file not found")
    : fields({ file: { ...fileObject(file), ...desk.links.fieldsFor(file, call.now) } });
};

const models = new Set(["minimax-files-retrieve", "minimax_files_retrieve"]);

/** The gateway's form: routed by `model`, and it takes a task's id in place of the file's (api.md 7). */
export const retrieveByModel: Operation = (call, desk) => {
  const model = call.query.get("model") ?? "";
  if (!models.has(model)) {
    return { kind: "noChannel", model };
  }
  const taskId = queriedId(call.query, "task_id");
  return call.query.has("file_id") || taskId === undefined
    ? retrieve(call, desk)
    : retrieveByTask(taskId, call, desk);
};

function retrieveByTask(taskId: string, call: Call, desk: Desk): Outcome | Promise<Outcome> {
  const task = desk.tasks.get("video", taskId);
  if (task === undefined) {
    return invalid("task not found");
  }
  return desk.store.get(task.fileId, seconds(call.now)) === undefined
    ? videoStatus(task, call.now)
    : retrieve({ ...call, query: new URLSearchParams({ file_id: task.fileId }) }, desk);
}
