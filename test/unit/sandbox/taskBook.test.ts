import { expect, test } from "vitest";
import type { StoredFile } from "../../../src/sandbox/store/storedFile.ts";
import { taskStatus } from "../../../src/sandbox/tasks/storedTask.ts";
import { TaskBook } from "../../../src/sandbox/tasks/taskBook.ts";

test("no answer tells of a success before the file is there, also where another made it come into being", async () => {
  const file = Promise.withResolvers<StoredFile>();
  const book = new TaskBook([], () => file.promise);
  const ending = { kind: "success" } as const;
  book.add({ id: "1", kind: "video", createdAt: 0, duration: 1, ending, fileId: "2", produced: false });
  const first = book.settle(10);
  let isSecondDone = false;
  const second = book.settle(10).finally(() => {
    isSecondDone = true;
  });
  await new Promise(setImmediate);
  expect(isSecondDone).toBe(false);
  file.resolve({} as StoredFile);
  expect(await Promise.all([first, second])).toEqual([true, false]);
});

test("a file that cannot be made does not stop the ones that come after", async () => {
  const failures = [new Error("the disk is full")];
  const book = new TaskBook([], () => {
    const failure = failures.pop();
    return failure === undefined ? Promise.resolve({} as StoredFile) : Promise.reject(failure);
  });
  const ending = { kind: "success" } as const;
  const task = { kind: "video", createdAt: 0, duration: 1, ending, fileId: "2", produced: false } as const;
  book.add({ ...task, id: "1" });
  await expect(book.settle(10)).rejects.toThrow("full");
  book.add({ ...task, id: "3" });
  expect(await book.settle(10)).toBe(true);
});

test("a task whose file cannot be made has failed: a success without a file is nothing that the platform has", async () => {
  const book = new TaskBook([], () => Promise.reject(new Error("the disk is full")));
  const ending = { kind: "success" } as const;
  book.add({ id: "1", kind: "video", createdAt: 0, duration: 1, ending, fileId: "2", produced: false });
  await expect(book.settle(10)).rejects.toThrow("full");
  expect(taskStatus(book.get("video", "1")!, 10)).toBe("Fail");
  expect(await book.settle(10)).toBe(false);
});

test("no task comes back that was cleared while files were being made", async () => {
  const file = Promise.withResolvers<StoredFile>();
  const book = new TaskBook([], () => file.promise);
  const ending = { kind: "success" } as const;
  const task = { kind: "video", createdAt: 0, duration: 1, ending, fileId: "2", produced: false } as const;
  book.add({ ...task, id: "1" });
  book.add({ ...task, id: "3" });
  const settled = book.settle(10);
  await new Promise(setImmediate);
  const cleared = book.clear();
  file.resolve({} as StoredFile);
  await Promise.all([settled, cleared]);
  expect(book.all).toEqual([]);
});
