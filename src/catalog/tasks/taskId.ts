import type { FileRecord } from "../../platform/fileRecord.ts";

/** What a user can have meant to paste; a longer text is not read. */
const maximumLength = 64 * 1024;

/** An id as the platform gives it: digits today, letters and dashes from gateways. */
const taskId = /^[\w-]{6,128}$/;

/** `task_id=1`, `"task_id": "1"`, `taskId: 1`, and for what is surely no word `--task-id 176844028768320`. */
const taskIdInContext =
  /task[_-]?id\\{0,3}["']?\s{0,20}(?:[:=]|%3D|\s(?=[\w-]{0,20}\d{6}))\s{0,20}\\{0,3}["']?([\w-]{6,128})/gi;

/** Reads the one task id that a text is or names; `undefined` if there is none, or several. */
export function parseTaskId(input: string): string | undefined {
  const text = input
    .slice(0, maximumLength)
    .normalize("NFKC")
    .trim()
    .replace(/^["']|["',;]{1,8}$/g, "");
  if (taskId.test(text)) {
    return text;
  }
  const ids = new Set([...text.matchAll(taskIdInContext)].map(([, id]) => id));
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** The task that made a file, where the answer names it: undocumented, and seen from gateways. */
export function taskIdOf({ extra }: Pick<FileRecord, "extra">): string | undefined {
  const named = extra["task_id"];
  return typeof named === "string" || typeof named === "number" ? parseTaskId(String(named)) : undefined;
}
