import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown; readonly order: number }>>;
    };
  };
}

const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const texts = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;
const readme = readFileSync("README.md", "utf8");

/** The rows of the table under a heading, as trimmed cells; without its head. */
function tableUnder(heading: string): string[][] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the README's table", () => {
  it("of settings is that of package.json, defaults included", () => {
    const told = tableUnder("Settings").map(([id, value]) => [id, value]);
    const declared = Object.entries(contributes.configuration.properties).map(([id, setting]) => [
      `\`${id}\``,
      setting.default === "" ? "workspace root" : `\`${String(setting.default)}\``,
    ]);
    expect(told.sort()).toEqual(declared.sort());
  });

  it("of settings has the order in which VS Code shows them, the related ones together", () => {
    const shown = Object.entries(contributes.configuration.properties).toSorted(
      ([, a], [, b]) => a.order - b.order,
    );
    expect(new Set(shown.map(([, { order }]) => order)).size).toBe(shown.length);
    expect(tableUnder("Settings").map(([id]) => id)).toEqual(shown.map(([id]) => `\`${id}\``));
  });

  it("of commands names each command of the palette, and no other", () => {
    const told = tableUnder("Commands").flatMap(([cell]) =>
      [...(cell ?? "").matchAll(/\*\*([^*]+)\*\*/g)].map(([, title]) => title),
    );
    const hidden = new Set(
      contributes.menus.commandPalette.filter(({ when }) => when === "false").map(({ command }) => command),
    );
    const offered = contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => texts[title.replaceAll("%", "")]);
    expect(told.sort()).toEqual(offered.sort());
  });
});
