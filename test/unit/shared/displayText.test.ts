import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { displayText, noticeText } from "../../../src/shared/displayText.ts";

/** What VS Code makes links of in a notification (its `linkedText.ts`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe("a server's words in a notification", () => {
  it("never become a link", () => {
    const hostile = "File [x](command:workbench.action.terminal.new) and [y](https://evil.example 'z')";
    expect(hostile).toMatch(link);
    expect(noticeText(hostile)).not.toMatch(link);
    const piece = fc.constantFrom("[", "]", "(", ")", "](", "command:", "https://", "a", " ", '"');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(noticeText(pieces.join(""))).not.toMatch(link);
      }),
    );
  });

  it("otherwise stay as they are", () => {
    expect(noticeText("clip [draft] (2).mp4")).toBe("clip [draft] (2).mp4");
  });
});

describe("a name from elsewhere in a label", () => {
  it("never turns the direction of what stands around it", () => {
    expect(displayText("photo\u202egpj.exe")).toBe("photo�gpj.exe");
    const piece = fc.constantFrom(
      "a",
      "1",
      ".",
      " ",
      "ש",
      "ب",
      "\u202e",
      "\u2068",
      "\u2069",
      "\u200f",
      "\n",
      "中",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const [, isolated, plain] = /^\u2068(.*)\u2069$|^(.*)$/u.exec(displayText(pieces.join("")))!;
        const inside = isolated ?? plain!;
        expect(inside).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2066-\u2069\n]/);
        expect(isolated !== undefined).toBe(/[שب]/.test(inside));
      }),
    );
  });

  it("is shown whole in every script", () => {
    expect(displayText("סרטון 2.mp4")).toBe("\u2068סרטון 2.mp4\u2069");
    expect(displayText("示例文本 (第一章).txt")).toBe("示例文本 (第一章).txt");
  });
});
