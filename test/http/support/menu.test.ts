import { chromium } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseFromMenu } from "../../e2e/support/menu.ts";
import { chromiumOptions } from "../../support/vscode/browser.ts";

/** A menu as VS Code's are: it takes no click at first, and some of them close when something else changes. */
const page = `
  <button>Open</button>
  <script>
    globalThis.openings = 0;
    globalThis.chosen = [];
    const item = (title, onTaken, ignores) => {
      const element = document.createElement("a");
      element.setAttribute("role", "menuitem");
      element.innerHTML = "<span>" + title + "</span>";
      element.addEventListener("mouseup", (event) => {
        event.preventDefault();
        if (ignores()) {
          return;
        }
        event.stopPropagation();
        setTimeout(onTaken);
      });
      return element;
    };
    document.querySelector("button").addEventListener("click", () => {
      document.querySelector("menu")?.remove();
      const menu = document.createElement("menu");
      const opened = performance.now();
      const closesByItself = ++openings === 1;
      const isEarly = () => closesByItself || performance.now() - opened < 300;
      const take = (title) => () => {
        chosen.push(title);
        menu.remove();
      };
      menu.append(...["Copy", "Delete"].map((title) => item(title, take(title), isEarly)));
      document.body.append(menu);
      if (closesByItself) {
        addEventListener("mouseup", () => menu.remove(), { once: true });
      }
    });
  </script>`;

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(chromiumOptions());
});
afterAll(() => browser.close());

async function choose(title: string): Promise<{ openings: number; chosen: string[] }> {
  const tab: Page = await browser.newPage();
  await tab.setContent(page);
  await chooseFromMenu(tab, () => tab.getByRole("button", { name: "Open" }).click(), [title]);
  return tab.evaluate("({ openings, chosen })");
}

it("a menu that ignored the click and closed by itself is opened again, and chosen from once", async () => {
  expect(await choose("Delete")).toEqual({ openings: 2, chosen: ["Delete"] });
});
