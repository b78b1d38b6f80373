import { readFileSync } from "node:fs";
import { expect, test } from "./support/test.ts";

for (const language of ["zh-cn", "ja"] as const) {
  test.describe(language, () => {
    const texts = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    const manifest = texts(`package.nls.${language}.json`);
    const code = texts(`media/l10n/bundle.l10n.${language}.json`);
    test.use({ language });

    test("VS Code shows the translations of the manifest and of the code", async ({ workbench }) => {
      const sideBar = await workbench.openView();
      const [welcome] = manifest["welcome.noConnection"]!.split("\n");
      await expect(sideBar).toContainText(welcome!);
      await workbench.command(`MiniMax Files: ${manifest["command.startSandbox.title"]!}`);
      const group = workbench.treeItem(new RegExp(`^${code["Voice Clone"]!}`));
      await expect(group).toContainText(code["1 file"]!);
      await workbench.screenshot(`language-${language}`);
    });
  });
}
