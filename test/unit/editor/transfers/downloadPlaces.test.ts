import { join } from "node:path";
import type { Uri } from "vscode";
import { describe, expect, it, vi } from "vitest";
import { diskPlace, virtualPlace } from "../../../../src/editor/transfers/downloadPlaces.ts";
import { makeTempFolder } from "../../../support/folders.ts";

vi.mock("vscode", () => ({
  Uri: { joinPath: (uri: { path: string }, name: string) => `memfs:${uri.path}/${name}` },
  workspace: { fs: { readDirectory: () => Promise.resolve([["taken.mp4", 1]]) } },
}));

/** As much of a URI as counts here. */
function uri(parts: { readonly path?: string; readonly fsPath?: string }): Uri {
  return parts as unknown as Uri;
}

describe("a place for downloads", () => {
  it.each(["../escaped.mp4", "/etc/passwd", "deeper/clip.mp4", "..", ""])(
    "gives no file a place outside its folder: %j",
    async (name) => {
      const folder = makeTempFolder("places");
      const places = [
        await diskPlace(folder.path),
        await virtualPlace(uri({ path: "/project" }), uri({ fsPath: folder.path })),
      ];
      for (const { placeOf } of places) {
        expect(() => placeOf(name)).toThrow(RangeError);
      }
      folder.remove();
    },
  );

  it("is the folder itself, or a folder that waits beside the workspace and where the file is handed over", async () => {
    expect((await diskPlace("/nowhere")).placeOf("clip.mp4")).toEqual({
      target: join("/nowhere", "clip.mp4"),
    });
    const virtual = await virtualPlace(uri({ path: "/project" }), uri({ fsPath: "/storage" }));
    expect(virtual.taken).toEqual(["taken.mp4"]);
    const { target, deliverTo } = virtual.placeOf("clip.mp4");
    expect(target).toMatch(/^\/storage\/staging\/[\da-f-]{36}\/clip\.mp4$/);
    expect(deliverTo).toBe("memfs:/project/clip.mp4");
  });

  it("awaits what is to stand right in it, on the disk or in the workspace", async () => {
    const job = {
      kind: "download",
      connectionId: "c1",
      fileId: "1",
      filename: "",
      conflict: "fail",
    } as const;
    const unknown = { purpose: undefined, size: undefined };
    const disk = await diskPlace("/project/");
    const virtual = await virtualPlace(uri({ path: "/project" }), uri({ fsPath: "/storage" }));
    const jobs = [
      { target: "/project/clip.mp4" },
      { target: "/project/deeper/clip.mp4" },
      virtual.placeOf("clip.mp4"),
      { target: "/project/clip.mp4", deliverTo: "memfs:/other/clip.mp4" },
    ].map((place) => ({ ...job, ...unknown, ...place }));
    expect(jobs.map(disk.awaits)).toEqual([true, false, false, false]);
    expect(jobs.map(virtual.awaits)).toEqual([false, false, true, false]);
  });
});
