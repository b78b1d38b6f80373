import type { Page } from "@playwright/test";
import { Workbench } from "../../../e2e/support/workbench.ts";

/** What VS Code says an extension's start took, in milliseconds. */
export interface Activation {
  readonly load: number;
  readonly activate: number;
}

/** Reads VS Code's own figures from "Developer: Startup Performance". */
export async function readActivations(
  page: Page,
  extensionIds: readonly string[],
): Promise<ReadonlyMap<string, Activation>> {
  await new Workbench(page).command("Developer: Startup Performance");
  // Tall, since VS Code only draws the lines that are in sight.
  await page.setViewportSize({ width: 1600, height: 8000 });
  const lines = page.locator(".editor-instance .view-line");
  const found = new Map<string, Activation>();
  for (const id of extensionIds) {
    const line = lines.filter({ hasText: id }).first();
    // | extension | eager | load code | call activate | finish activate | event | by |
    const [load, activate] = (await line.innerText())
      .split("|")
      .map((cell) => cell.trim())
      .filter((cell) => /^\d+$/.test(cell));
    found.set(id, { load: Number(load), activate: Number(activate) });
  }
  return found;
}
