import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Profile } from "./profile.ts";

/**
 * Makes VS Code speak a language as if its language pack were installed: the packs come from a marketplace that is
 * out of reach here. The pack is empty, so VS Code's own texts stay English and those of extensions do not.
 */
export function installEmptyLanguagePack(profile: Profile, language: string): void {
  const translations = join(profile.runtimeFolder, `main.i18n.${language}.json`);
  writeFileSync(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = {
    hash: language,
    label: language,
    extensions: [{ extensionIdentifier: { id: `test.language-pack-${language}` }, version: "1.0.0" }],
    translations: { vscode: translations },
  };
  writeFileSync(join(profile.dataFolder, "languagepacks.json"), JSON.stringify({ [language]: pack }));
}
