import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tasksFromJson, tasksToJson, taskLimit } from "../../../../src/catalog/tasks/taskStorage.ts";
import { parseTaskId } from "../../../../src/catalog/tasks/taskId.ts";
import { delayAfterAnswer, delayAfterError } from "../../../../src/catalog/tasks/pollPlan.ts";
import {
  afterAnswer,
  afterFailure,
  claim,
  stop,
  stopIfTooOld,
  watch,
  type WatchedTask,
} from "../../../../src/catalog/tasks/watchedTask.ts";
import { taskAnswer } from "../../../support/tasks.ts";

const now = 1_700_000_000_000;
const task = watch({ connectionId: "c", taskId: "176844028768320", kind: "video" }, now);
const refusal = { final: true, retryAfter: undefined, message: "task not found" };
const trouble = { final: false, retryAfter: undefined, message: "offline" };

function nextAt({ state }: WatchedTask): number | undefined {
  return state.kind === "watching" ? state.nextAt : undefined;
}

describe("a watched task", () => {
  it("is asked about at once, then every 10 seconds", () => {
    expect(nextAt(task)).toBe(now);
    expect(nextAt(afterAnswer(task, taskAnswer(), now))).toBe(now + 10_000);
  });

  it("succeeds with the id of its file", () => {
    const answer = taskAnswer({ phase: "succeeded", rawStatus: "Success", fileId: "362088325627994" });
    expect(afterAnswer(task, answer, now).state).toEqual({
      kind: "succeeded",
      fileId: "362088325627994",
      endedAt: now,
    });
  });

  it("is asked on where the platform says success before it names the file", () => {
    const answer = taskAnswer({ phase: "succeeded", rawStatus: "Success" });
    expect(afterAnswer(task, answer, now).state.kind).toBe("watching");
  });

  it("keeps the platform's reason for a failure", () => {
    const answer = taskAnswer({ phase: "failed", rawStatus: "Fail", failure: "content policy" });
    expect(afterAnswer(task, answer, now).state).toMatchObject({ kind: "failed", reason: "content policy" });
  });

  it("shows a status that it does not know, and asks on", () => {
    const answer = taskAnswer({ phase: "unknown", rawStatus: "Upscaling" });
    expect(afterAnswer(task, answer, now).state).toMatchObject({
      kind: "watching",
      status: { phase: "unknown", word: "Upscaling" },
    });
  });

  it("keeps what was known through a failed query", () => {
    const running = afterAnswer(task, taskAnswer(), now);
    const failed = afterFailure(running, trouble, now);
    const status = { word: "Processing" };
    expect(failed.state).toMatchObject({ kind: "watching", failures: 1, trouble: "offline", status });
    expect(afterAnswer(failed, taskAnswer(), now).state).toMatchObject({ failures: 0, trouble: undefined });
  });

  it("is given up with the platform's words where no query can succeed", () => {
    expect(afterFailure(task, refusal, now).state).toMatchObject({
      kind: "refused",
      reason: "task not found",
    });
  });

  it("stays stopped when an answer comes after all", () => {
    const stopped = stop(task, "user", now);
    const success = taskAnswer({ phase: "succeeded", fileId: "1" });
    expect(afterAnswer(stopped, success, now)).toBe(stopped);
    expect(afterFailure(stopped, refusal, now)).toBe(stopped);
    expect(claim(stopped, now)).toBe(stopped);
  });

  it("is too old from the set age on, and never once it has ended", () => {
    expect(stopIfTooOld(task, 1000, now + 999)).toBe(task);
    expect(stopIfTooOld(task, 1000, now + 1000).state).toMatchObject({ kind: "stopped", by: "age" });
    const stopped = stop(task, "user", now);
    expect(stopIfTooOld(stopped, 1000, now + 1000)).toBe(stopped);
  });

  it("is not given up for its age by a few failed queries alone, but by many", () => {
    let failing = task;
    for (let index = 1; index <= 5; index += 1) {
      failing = afterFailure(failing, trouble, now);
      const { kind } = stopIfTooOld(failing, 1000, now + 1000).state;
      expect(kind).toBe(index < 5 ? "watching" : "stopped");
    }
  });
});

describe("the plan of queries", () => {
  it("never asks a task more than once in 10 seconds, and never waits beyond its bounds", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.option(fc.nat(3600), { nil: undefined }), (count, retryAfter) => {
        const delays = [delayAfterAnswer(count), delayAfterError(count, retryAfter)];
        expect(Math.min(...delays)).toBeGreaterThanOrEqual(10_000);
        expect(delayAfterAnswer(count)).toBeLessThanOrEqual(60_000);
        expect(delayAfterError(count, undefined)).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it("backs off while nothing changes, and asks often again after a change", () => {
    let waiting = task;
    for (let index = 0; index < 20; index += 1) {
      waiting = afterAnswer(waiting, taskAnswer({ phase: "waiting", rawStatus: "Queueing" }), now);
    }
    expect(nextAt(waiting)).toBe(now + 60_000);
    expect(nextAt(afterAnswer(waiting, taskAnswer(), now))).toBe(now + 10_000);
  });

  it("waits as long as the server wants", () => {
    expect(delayAfterError(1, 120)).toBe(120_000);
  });
});

describe("stored tasks", () => {
  const states: readonly WatchedTask[] = [
    afterAnswer(task, taskAnswer(), now),
    { ...afterAnswer(task, taskAnswer({ phase: "succeeded", fileId: "9" }), now), taskId: "2" },
    { ...afterAnswer(task, taskAnswer({ phase: "failed" }), now), taskId: "3" },
    { ...afterAnswer(task, taskAnswer({ phase: "expired", failure: "x" }), now), taskId: "4" },
    { ...afterFailure(task, refusal, now), taskId: "5" },
    { ...afterFailure(task, trouble, now), taskId: "7" },
    { ...stop(task, "age", now), taskId: "6" },
  ];

  it("come back as they were, whatever their state", () => {
    const stored: unknown = JSON.parse(JSON.stringify(tasksToJson(states)));
    expect(tasksFromJson(stored)).toEqual(JSON.parse(JSON.stringify(states)));
    expect(tasksFromJson(stored)).toHaveLength(states.length);
  });

  it("never make reading fail, and are left out where they are no tasks", () => {
    const [good] = states;
    expect(tasksFromJson({ version: 1, tasks: [null, good, { ...good, kind: "music" }] })).toEqual([good]);
    expect(tasksFromJson({ version: 2, tasks: [good] })).toEqual([]);
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(tasksFromJson(stored)).toEqual([]);
      }),
    );
  });

  it("are bounded by dropping the oldest that have ended, never one that is watched", () => {
    const ended = Array.from({ length: taskLimit }, (_, index) => ({
      ...stop(task, "user", now),
      taskId: `ended-${index}`,
    }));
    const kept = tasksFromJson(tasksToJson([task, ...ended, { ...task, taskId: "new" }]));
    expect(kept).toHaveLength(taskLimit);
    expect(kept[0]).toEqual(task);
    expect(kept[1]?.taskId).toBe("ended-2");
  });
});

describe("a pasted task id", () => {
  it.each([
    ["176844028768320", "176844028768320"],
    ['  "176844028768320", ', "176844028768320"],
    ['{"task_id": "176844028768320", "base_resp": {}}', "176844028768320"],
    ["https://api.minimax.io/v1/query/video_generation?task_id=176844028768320", "176844028768320"],
    ['{\\"task_id\\": 118364518228242}', "118364518228242"],
    ["cgt-20260101-abcde", "cgt-20260101-abcde"],
    ["mmx video task get --task-id 176844028768320 --output json", "176844028768320"],
  ])("is read from %s", (text, id) => {
    expect(parseTaskId(text)).toBe(id);
  });

  it.each([
    "",
    "abc",
    "no id in this sentence",
    "the task_id missing here",
    "task_id=1111111 task_id=2222222",
  ])("is not guessed from %j", (text) => {
    expect(parseTaskId(text)).toBeUndefined();
  });
});
