import { beforeEach, describe, expect, it, vi } from "vitest";
import { FileOpener } from "../../../../src/editor/open/fileOpener.ts";
import type { NamedFile } from "../../../../src/transfer/cache/contentCache.ts";
import { settle } from "../../../support/fakeClock.ts";

const done = vi.hoisted(() => ({ acts: [] as string[] }));

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  return {
    ...fake,
    extensions: { all: [] },
    commands: {
      executeCommand: (_id: string, uri: { toString(): string }) => {
        done.acts.push(`open ${uri.toString().split("/").at(-1) ?? ""}`);
        return Promise.resolve();
      },
    },
  };
});

function file(name: string): NamedFile {
  return { connectionId: "c1", fileId: "1", name };
}

/** An opener, and how to say whether the file that was asked about first is free. */
function scene() {
  const free = Promise.withResolvers<boolean>();
  const opener = new FileOpener({
    fetcher: {
      isFree: ({ name }: NamedFile) => (name.startsWith("slow") ? free.promise : Promise.resolve(true)),
      get: () => Promise.resolve({ path: "/cache", size: 1 }),
    },
    silentVideo: { tell: () => Promise.resolve() },
    showMetadata: ({ name }: NamedFile) => {
      done.acts.push(`metadata of ${name}`);
      return Promise.resolve();
    },
  } as Partial<Record<string, unknown>> as never);
  return { opener, free };
}

beforeEach(() => {
  done.acts = [];
});

describe("a look at a file", () => {
  it.each([true, false])("is ended by the next one before it shows anything: free %s", async (isFree) => {
    const { opener, free } = scene();
    const first = opener.look(file("slow.txt"));
    await opener.look(file("next.txt"));
    free.resolve(isFree);
    await first;
    await settle();
    expect(done.acts).toEqual(["open next.txt"]);
  });

  it("shows the metadata of a file that costs money", async () => {
    const { opener, free } = scene();
    free.resolve(false);
    await opener.look(file("slow.txt"));
    expect(done.acts).toEqual(["metadata of slow.txt"]);
  });
});
