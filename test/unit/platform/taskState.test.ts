import { describe, expect, test } from "vitest";
import { decodeTaskState } from "../../../src/platform/taskState.ts";

const answer = { raw: "{}", requestId: "r1", clean: (words: string) => words };

describe("decodeTaskState", () => {
  test.each([
    ["Preparing", "waiting"],
    ["Queueing", "waiting"],
    ["queueing", "waiting"],
    ["Processing", "running"],
    ["PROCESSING", "running"],
    ["Success", "succeeded"],
    ["success", "succeeded"],
    ["Fail", "failed"],
    ["Failed", "failed"],
    ["fail", "failed"],
    ["Expired", "expired"],
    ["Rendering", "unknown"],
  ])("%s is %s", (status, phase) => {
    expect(decodeTaskState("t1", { status }, answer)).toMatchObject({
      phase,
      rawStatus: status,
      taskId: "t1",
    });
  });

  test("gives the file's id after success only, from a string or a number", () => {
    const state = (status: string, file_id: string | number): unknown =>
      decodeTaskState("t1", { status, file_id }, answer)?.fileId;
    expect(state("Success", "362088325627994")).toBe("362088325627994");
    expect(state("Success", "9223372036854775807")).toBe("9223372036854775807");
    expect(state("Success", 95157322514444)).toBe("95157322514444");
    expect(state("Processing", "")).toBeUndefined();
    expect(state("Processing", 95157322514444)).toBeUndefined();
    expect(state("Success", "")).toBeUndefined();
  });

  test("keeps the reason of a failure, but takes no success of the query for one", () => {
    const failure = (status_code: number, status_msg: string): unknown =>
      decodeTaskState("t1", { status: "Fail", base_resp: { status_code, status_msg } }, answer)?.failure;
    expect(failure(1026, "input sensitive")).toBe("input sensitive");
    expect(failure(0, "success")).toBeUndefined();
  });

  test.each([{}, { status: "" }, { status: 3 }, { status: null }])("%j states no status", (body) => {
    expect(decodeTaskState("t1", body, answer)).toBeUndefined();
  });
});
