import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { textsOf } from "../../support/l10n/sourceTexts.ts";
import { languages, problemsOf, translationsInto } from "../../support/l10n/translation.ts";

describe("the texts of the code", () => {
  it("are found wherever they stand, under the key that VS Code makes of them", () => {
    const code = `
      const a = yes ? vscode.l10n.t("One {0}", 1) : vscode.l10n.t('It\\'s "two"');
      f(() => \`\${vscode.l10n.t(\`three\`)}\`);
      l10n.t({ message: "Four", args: [], comment: ["not ", "five"] });
      other.t("no text");`;
    expect(textsOf("code.ts", code)).toEqual({
      "One {0}": "One {0}",
      'It\'s "two"': 'It\'s "two"',
      three: "three",
      "Four/not five": "Four",
    });
  });

  it.each(["vscode.l10n.t(text)", 'vscode.l10n.t("a" + b)', "vscode.l10n.t(`a ${b}`)"])(
    "are refused where a translator could not see them: %s",
    (call) => {
      expect(() => textsOf("code.ts", call)).toThrow("code.ts:1");
    },
  );
});

describe("a translation is refused", () => {
  const problems = (originals: Record<string, string>, translated: Record<string, string>): string[] =>
    problemsOf({ file: "xx.json", originals, translated });

  it("when a text is missing", () => {
    expect(problems({ a: "A", b: "B" }, { a: "Α" })).toEqual(['xx.json: no translation of "b"']);
  });

  it("when it has a text that nothing uses", () => {
    expect(problems({ a: "A" }, { a: "Α", b: "B" })).toEqual(['xx.json: nothing uses "b"']);
  });

  it.each([
    ["placeholders", "{0} of {1}", "{0}/{0}"],
    ["icons", "$(sync) Go", "$(gear) Los"],
    ["link targets", "[Go](command:a.b) on", "[Los](command:a.c)"],
    ["code spans", "set `a.b`", "setze `a.c`"],
    ["bold marks", "**Go** on", "Los"],
    ["line breaks", "a\nb", "a b"],
    ["check mark at the start", "✓ Name", "Name"],
    ["ellipsis at the end", "Delete…", "Löschen"],
  ])("when its %s are not the original's", (part, original, text) => {
    expect(problems({ key: original }, { key: text })).toEqual([`xx.json: other ${part} in "key"`]);
    expect(problems({ key: original }, { key: original })).toEqual([]);
  });

  it("but words may change their order", () => {
    expect(problems({ a: "{0} of {1}" }, { a: "{1} の {0}" })).toEqual([]);
  });
});

describe("what we ship", () => {
  it.each(languages)(
    "has every text in %s, none too many, each with what VS Code reads in it",
    (language) => {
      const problems = translationsInto(language).flatMap(problemsOf);
      expect(problems, "add the texts to the files that `npm run l10n` names").toEqual([]);
    },
  );

  it.each(languages)(
    "calls a command in %s what its title calls it, on buttons and within quotes",
    (language) => {
      const [code, manifest] = translationsInto(language);
      const titles = Object.entries(manifest?.originals ?? {}).filter(([key]) => key.startsWith("command."));
      const others = Object.entries(code?.translated ?? {}).flatMap(([text, translated]) =>
        titles
          .filter(
            ([, title]) => text === title || text.includes(`“${title}”`) || text.includes(`: ${title}”`),
          )
          .filter(([key]) => !translated.includes(manifest?.translated[key] ?? "?"))
          .map(([key]) => `${text}: ${translated} is not ${manifest?.translated[key] ?? ""}`),
      );
      expect(others).toEqual([]);
    },
  );

  it("is in the languages that are checked, and in no other", () => {
    expect(globSync("package.nls.*.json").sort()).toEqual(
      languages.map((language) => `package.nls.${language}.json`).sort(),
    );
    expect(globSync("media/l10n/*.json").sort()).toEqual(
      languages.map((language) => `media/l10n/bundle.l10n.${language}.json`).sort(),
    );
  });
});
