import { describe, expect, test } from "vitest";
import { deleteOne } from "../../../../src/editor/delete/deleteOne.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";
import { fileRecord } from "../../../support/catalog.ts";

const { signal } = new AbortController();
const refusing = (error: Error): { delete: () => Promise<never> } => ({
  delete: () => Promise.reject(error),
});
const notFound = new PlatformError("notFound", "file not found", { status: 200, retryable: false });

describe("deleting one file", () => {
  const record = fileRecord({});
  const listed = { id: record.id, record, listed: record };
  const remembered = { ...listed, listed: undefined };

  test("one that was listed and is not known any more is gone: an earlier answer may have been lost", async () => {
    await expect(deleteOne(refusing(notFound), listed, signal)).resolves.toBeUndefined();
  });

  test("the same answer says nothing of a file that was never listed", async () => {
    await expect(deleteOne(refusing(notFound), remembered, signal)).rejects.toBe(notFound);
  });

  test("every other refusal is a failure", async () => {
    const busy = new PlatformError("rateLimited", "slow down", { status: 200, retryable: true });
    await expect(deleteOne(refusing(busy), listed, signal)).rejects.toBe(busy);
  });
});
