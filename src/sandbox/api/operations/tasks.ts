import type { TaskKind } from "../../../platform/platform.ts";
import { readText } from "../../exchange/readText.ts";
import type { StoredTask } from "../../tasks/storedTask.ts";
import { taskStatus } from "../../tasks/storedTask.ts";
import { queriedId } from "../fileObject.ts";
import type { Call, Desk, Operation } from "../operation.ts";
import type { Outcome } from "../outcome.ts";
import { fields, invalid } from "../outcome.ts";
import type { WireObject } from "../wire.ts";
import { Int64 } from "../wire.ts";

/** Starts a video: `{prompt, model}` → `{task_id}`, a string. */
export const createVideo: Operation = async (call, desk) => {
  if (typeof (await bodyFields(call))?.["prompt"] !== "string") {
    return invalid("prompt is required");
  }
  const task = await createTask("video", call, desk);
  return fields({ task_id: task.id });
};

/** Starts a long speech: `{text}` or `{text_file_id}` → numbers (api.md 6). */
export const createSpeech: Operation = async (call, desk) => {
  const body = await bodyFields(call);
  const text = body?.["text"];
  if (typeof text !== "string" && body?.["text_file_id"] === undefined) {
    return invalid("text or text_file_id is required");
  }
  const task = await createTask("speech", call, desk);
  return fields({
    task_id: new Int64(task.id),
    file_id: new Int64(task.fileId),
    task_token: `eyJ${task.id}`,
    usage_characters: typeof text === "string" ? text.length : 0,
  });
};

/** How a video task stands; ids are strings here. */
export const videoTask: Operation = ({ query, now }, { tasks }) => {
  const task = tasks.get("video", queriedId(query, "task_id") ?? "");
  return task === undefined ? invalid("task not found") : videoStatus(task, now);
};

/** How a speech task stands; ids are numbers here. */
export const speechTask: Operation = ({ query, now }, { tasks }) => {
  const task = tasks.get("speech", queriedId(query, "task_id") ?? "");
  if (task === undefined) {
    return invalid("task not found");
  }
  return taskOutcome(task, now, {
    task_id: new Int64(task.id),
    status: taskStatus(task, now),
    file_id: new Int64(task.fileId),
  });
};

export function videoStatus(task: StoredTask, now: number): Outcome {
  const status = taskStatus(task, now);
  const done = status === "Success";
  return taskOutcome(task, now, {
    task_id: task.id,
    status,
    file_id: done ? task.fileId : "",
    video_width: done ? 320 : 0,
    video_height: done ? 180 : 0,
  });
}

/** A failed task carries the reason in `base_resp`, beside its state. */
function taskOutcome(task: StoredTask, now: number, state: WireObject): Outcome {
  const over = now - task.createdAt >= task.duration;
  return over && task.ending.kind === "fail"
    ? { kind: "refused", code: task.ending.code, message: task.ending.message, fields: state }
    : fields(state);
}

async function createTask(kind: TaskKind, { now }: Call, desk: Desk): Promise<StoredTask> {
  const id = desk.ids.next(now);
  const task = desk.tasks.add({
    id,
    kind,
    createdAt: now,
    duration: desk.settings.taskSeconds * 1000,
    ending: desk.faults.endingOfNextTask(),
    fileId: desk.ids.next(now),
    produced: false,
  });
  await desk.save();
  return task;
}

async function bodyFields({ request }: Call): Promise<Record<string, unknown> | undefined> {
  try {
    const value: unknown = JSON.parse(await readText(request));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // not JSON at all
  }
}
