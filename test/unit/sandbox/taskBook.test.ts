import { expect, test } from "vitest";
import type { StoredFile } from "../../../src/sandbox/store/storedFile.ts";
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
