import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactJsonError, parseExactJson } from "../../../src/shared/exactJson.ts";
import { parseExactJsonInSteps } from "../../../src/shared/exactJsonSteps.ts";
import { runNow } from "../../../src/shared/steps.ts";

/** What a parser makes of a text: a value, or the refusal. */
function outcome(parse: () => unknown): unknown {
  try {
    return { value: parse() };
  } catch (error) {
    expect(error).toBeInstanceOf(ExactJsonError);
    return "refused";
  }
}

const inSteps = (text: string, piece: number): unknown => runNow(parseExactJsonInSteps(text, piece));

const smallJson = fc.jsonValue({ maxDepth: 2, depthSize: "small" });

const anyAnswer = fc.dictionary(
  fc.constantFrom("files", "base_resp", "__proto__", 'a"b', "]"),
  fc.oneof(smallJson, fc.array(smallJson, { maxLength: 5 })),
  { maxKeys: 3 },
);

describe("parsing in steps", () => {
  it("gives what parsing at once gives, wherever the cuts fall", () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(8), fc.nat(2), (answer, piece, indent) => {
        const text = JSON.stringify(answer, undefined, indent);
        expect(inSteps(text, piece)).toEqual(parseExactJson(text));
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });

  it("refuses what parsing at once refuses", () => {
    const near = fc
      .array(
        fc.constantFrom("{", "}", "[", "]", ",", ":", '"a"', '"', "1", "null", " ", "\\", '{"a":[', "1,2"),
        {
          maxLength: 14,
        },
      )
      .map((parts) => parts.join(""));
    const damaged = fc
      .tuple(anyAnswer, fc.nat(), fc.constantFrom("", ",", "]", "[", '"', "}"))
      .map(([answer, place, mark]) => {
        const text = JSON.stringify(answer);
        const at = place % text.length;
        return text.slice(0, at) + mark + text.slice(at + 1);
      });
    fc.assert(
      fc.property(fc.oneof(near, damaged), fc.nat(6), (text, piece) => {
        expect(outcome(() => inSteps(text, piece))).toEqual(outcome(() => parseExactJson(text)));
      }),
      { numRuns: 400, endOnFailure: true },
    );
  });

  it("lets the last of duplicate keys win, array or not", () => {
    for (const text of [
      '{"a":[1],"a":null}',
      '{"a":null,"a":[1]}',
      '{"a":[1],"a":[2,3]}',
      '{"a":[1],"a":{"b":[2]}}',
    ]) {
      expect(inSteps(text, 1)).toEqual(parseExactJson(text));
    }
  });

  it("keeps long ids exact in every piece", () => {
    const files = Array.from(
      { length: 50 },
      (_, index) => `{"file_id":90071992547409${String(index).padStart(2, "0")}}`,
    );
    expect(inSteps(`{"files":[${files.join(",")}]}`, 100)).toEqual({
      files: files.map((text) => ({ file_id: /\d+/.exec(text)?.[0] })),
    });
  });

  it("pauses between pieces", () => {
    const text = `{"files":[${Array.from({ length: 100 }, () => "1").join(",")}]}`;
    const steps = parseExactJsonInSteps(text, 20);
    let pauses = 0;
    while (steps.next().done !== true) {
      pauses++;
    }
    expect(pauses).toBeGreaterThanOrEqual(9);
  });
});
