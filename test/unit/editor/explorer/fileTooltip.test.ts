import { expect, it, vi } from "vitest";
import { fileTooltip } from "../../../../src/editor/explorer/fileTooltip.ts";
import { makeFormats } from "../../../../src/shared/format.ts";
import { listedEntry } from "../../../support/catalog.ts";

vi.mock("vscode", async () => ({
  ...(await import("../../../support/fakeVscode.ts")),
  /** Keeps what is written into it: VS Code escapes Markdown in text, but makes links of bare addresses all the same. */
  MarkdownString: class {
    value = "";

    appendText(text: string): this {
      this.value += text;
      return this;
    }

    appendMarkdown(text: string): this {
      this.value += text;
      return this;
    }
  },
}));

it.each(["https://evil.example/clip.mp4", "HTTP://evil.example", "www.evil.example", "pay@evil.example"])(
  "a bare address in a tooltip is no link, whether as name or as purpose: %s",
  (address) => {
    const entry = listedEntry({ filename: `${address} clip.mp4`, purpose: `${address} video` });
    const { value } = fileTooltip(entry, makeFormats("en", "UTC"), 0);
    expect(value).toContain("evil");
    expect(value).not.toMatch(/:\/\/|www\.|\w@\w/i);
  },
);
