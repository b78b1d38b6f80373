import type * as vscode from "vscode";
import { describe, expect, it, vi } from "vitest";
import { DocumentIds } from "../../../../src/editor/links/documentIds.ts";

vi.mock("vscode", () => ({}));

const text = `{"file_id": 361721749176519}\n`.repeat(20_000);

/** A document that counts how often it is read. */
function documentOf(content: string, version = 1): { readonly document: vscode.TextDocument; reads: number } {
  const counted = {
    reads: 0,
    document: {
      version,
      uri: { toString: () => "file:///a.json" },
      getText: () => {
        counted.reads += 1;
        return content;
      },
    } as unknown as vscode.TextDocument,
  };
  return counted;
}

function token(): vscode.CancellationToken & { cancel: () => void } {
  const listeners = new Set<() => void>();
  return {
    isCancellationRequested: false,
    onCancellationRequested: (listener: () => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    cancel: () => {
      listeners.forEach((listener) => {
        listener();
      });
    },
  } as unknown as vscode.CancellationToken & { cancel: () => void };
}

describe("the ids of a document", () => {
  const nothingKnown = { ids: new Set<string>() };

  it("are read once for all who ask at the same time, and for those who come later", async () => {
    const ids = new DocumentIds(nothingKnown);
    const counted = documentOf(text);
    const all = await Promise.all([1, 2, 3].map(() => ids.of(counted.document, token())));
    expect(all.map(({ length }) => length)).toEqual([5000, 5000, 5000]);
    await ids.of(counted.document, token());
    expect(counted.reads).toBe(1);
  });

  it("are read on where one of those who asked goes away", async () => {
    const ids = new DocumentIds(nothingKnown);
    const counted = documentOf(text);
    const leaving = token();
    const left = ids.of(counted.document, leaving);
    const staying = ids.of(counted.document, token());
    leaving.cancel();
    await expect(left).rejects.toThrow("Cancelled");
    expect(await staying).toHaveLength(5000);
    expect(counted.reads).toBe(1);
  });

  it("are read anew once other files are known", async () => {
    const known = { ids: new Set<string>() };
    const ids = new DocumentIds(known);
    const counted = documentOf("362088325627994");
    expect(await ids.of(counted.document, token())).toEqual([]);
    known.ids.add("362088325627994");
    ids.invalidate();
    expect(await ids.of(counted.document, token())).toHaveLength(1);
  });
});
