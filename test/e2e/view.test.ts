import { expect, test } from "./support/test.ts";

test("the activity bar opens the MiniMax Files view", async ({ workbench }) => {
  const sideBar = await workbench.openView();
  await expect(sideBar).toContainText("MiniMax Files");
  await workbench.screenshot("view");
});
