import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const rows = readFileSync("SECURITY.md", "utf8")
  .split("\n")
  .filter((line) => /^\| (?!threat|---)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** `file` › name of every test in a row. */
function testsIn(cell: string): readonly (readonly [file: string, name: string])[] {
  return cell.split("<br>").map((entry) => {
    const { file = "", name = "" } = /^`(?<file>[^`]+)` › (?<name>.+)$/.exec(entry)?.groups ?? {};
    return [file, name];
  });
}

describe("SECURITY.md", () => {
  it("has a row for each of many threats", () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows.map(([, threat, defence, tests]) => ({ threat, defence, tests })))(
    "names a defence and a test that exist: $threat",
    ({ defence = "", tests = "" }) => {
      const files = [...defence.matchAll(/`((?:src|test)\/[^`]*|package\.json)`/g)].map(
        ([, file]) => file ?? "",
      );
      expect(files).not.toEqual([]);
      for (const file of files) {
        expect(existsSync(file), file).toBe(true);
      }
      for (const [file, name] of testsIn(tests)) {
        expect(existsSync(file), `${file} › ${name}`).toBe(true);
        expect(readFileSync(file, "utf8"), file).toContain(name);
      }
    },
  );
});
