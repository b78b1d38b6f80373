import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Uri } from "vscode";
import type * as vscode from "vscode";
import { namedFile, parseFileUri, parseLocation, uriOf } from "../../../../src/editor/fileUri.ts";

/** The parts of VS Code's `Uri` that count here: it keeps components as they are given. */
vi.mock("vscode", () => ({
  Uri: { from: (parts: { scheme: string; authority: string; path: string }) => parts },
}));

function uri(path: string, scheme = "minimax-files", authority = "c1"): vscode.Uri {
  return Uri.from({ scheme, authority, path });
}

describe("the URI of a file", () => {
  it("names the file alone, whatever the server calls it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom("../../x", "a/b", "con", "..")), (filename) => {
        const file = namedFile("c1", { id: "9223372036854775807", filename });
        expect(parseFileUri(uriOf(file))).toEqual(file);
      }),
    );
  });

  it("names what is inside an archive too", () => {
    const archive = namedFile("c1", { id: "1", filename: "1.tar" });
    expect(parseLocation(uriOf(archive, ["1", "1.mp3"]))).toEqual({
      kind: "entry",
      archive,
      segments: ["1", "1.mp3"],
    });
  });

  it("has folders above it", () => {
    expect(parseLocation(uri("/"))).toEqual({ kind: "connection", connectionId: "c1" });
    expect(parseLocation(uri("/12"))).toEqual({
      kind: "folder",
      file: { connectionId: "c1", fileId: "12" },
    });
  });

  it.each([
    ["/12/../../etc/passwd"],
    ["/12/.."],
    ["/12/a.txt/../b"],
    ["/12/a\\b"],
    ["/12/con"],
    ["/x/a.txt"],
    ["/12345678901234567890/a.txt"],
  ])("is not %j: nobody but we write them", (path) => {
    expect(parseLocation(uri(path))).toBeUndefined();
  });

  it("is no other scheme's, and has a connection", () => {
    expect(parseLocation(uri("/12/a.txt", "file"))).toBeUndefined();
    expect(parseLocation(uri("/12/a.txt", "minimax-files", ""))).toBeUndefined();
  });
});
