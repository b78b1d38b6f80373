import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "../folders.ts";
import { sourceTexts, type Texts } from "./sourceTexts.ts";

/** A file of translations, and the English texts that it translates. */
export interface Translation {
  /** Relative to the checkout. */
  readonly file: string;
  readonly originals: Texts;
  readonly translated: Texts;
}

/** The languages that we speak besides English, as VS Code names them. */
export const languages = ["zh-cn", "ja"] as const;

/** The two files of a language: what the code says, and what `package.json` says. */
export function translationsInto(language: string): Translation[] {
  const bundle = `media/l10n/bundle.l10n.${language}.json`;
  const manifest = `package.nls.${language}.json`;
  return [
    { file: bundle, originals: sourceTexts(), translated: readTexts(bundle) },
    { file: manifest, originals: readTexts("package.nls.json"), translated: readTexts(manifest) },
  ];
}

/** What is wrong with a translation, one line each: nothing, when it is complete and sound. */
export function problemsOf({ file, originals, translated }: Translation): string[] {
  const problem = (what: string, key: string): string => `${file}: ${what} ${JSON.stringify(key)}`;
  const missing = Object.keys(originals).filter((key) => !Object.hasOwn(translated, key));
  const unused = Object.keys(translated).filter((key) => !Object.hasOwn(originals, key));
  const changed = Object.entries(translated).flatMap(([key, text]) =>
    changedParts(originals[key] ?? text, text).map((part) => problem(`other ${part} in`, key)),
  );
  return [
    ...missing.map((key) => problem("no translation of", key)),
    ...unused.map((key) => problem("nothing uses", key)),
    ...changed,
  ];
}

/** What VS Code or our code reads in a text, and a translation therefore keeps. */
const parts: Readonly<Record<string, RegExp>> = {
  placeholders: /\{\w+\}/g,
  icons: /\$\([\w~-]+\)/g,
  "link targets": /\]\([^)]*\)/g,
  "code spans": /`[^`]*`/g,
  "bold marks": /\*\*/g,
  "line breaks": /\n/g,
  "check mark at the start": /^✓ /g,
  "ellipsis at the end": /…$/g,
};

function changedParts(original: string, text: string): string[] {
  const found = (within: string, part: RegExp): string => (within.match(part) ?? []).sort().join("\n");
  return Object.entries(parts)
    .filter(([, part]) => found(original, part) !== found(text, part))
    .map(([name]) => name);
}

function readTexts(file: string): Texts {
  const path = join(rootFolder, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Texts) : {};
}
