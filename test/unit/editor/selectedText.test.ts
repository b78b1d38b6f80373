import { beforeEach, describe, expect, it, vi } from "vitest";
import { selectedOrCopied } from "../../../src/editor/selectedText.ts";

const [desktop, web] = [1, 2];
const scene = vi.hoisted(() => ({ uiKind: 1, selected: undefined as string | undefined, copied: "" }));
vi.mock("vscode", () => ({
  UIKind: { Desktop: 1, Web: 2 },
  env: {
    get uiKind() {
      return scene.uiKind;
    },
    clipboard: {
      // As VS Code in a page that may not read: nothing comes before the user has answered an error.
      readText: () => (scene.uiKind === 2 ? new Promise(() => undefined) : Promise.resolve(scene.copied)),
    },
  },
  window: {
    get activeTextEditor() {
      return scene.selected === undefined
        ? undefined
        : { document: { getText: () => scene.selected }, selection: {} };
    },
  },
}));

beforeEach(() => {
  Object.assign(scene, { uiKind: desktop, selected: undefined, copied: "copied" });
});

describe("what a question is filled with", () => {
  it.each([
    ["what is selected, rather than what is copied", { selected: "selected" }, "selected"],
    ["what is copied, where nothing is selected", { selected: "" }, "copied"],
    ["what is copied, where no editor is open", {}, "copied"],
    ["nothing of a whole document", { copied: "1".repeat(4097) }, ""],
    ["what is selected, in a browser too", { uiKind: web, selected: "selected" }, "selected"],
    ["nothing that is copied in a browser: asking for it would hold up the question", { uiKind: web }, ""],
  ])("is %s", async (_, given, expected) => {
    Object.assign(scene, given);
    expect(await selectedOrCopied()).toBe(expected);
  });
});
