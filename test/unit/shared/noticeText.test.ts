import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noticeText } from "../../../src/shared/displayText.ts";

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
