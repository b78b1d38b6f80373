import { expect } from "@playwright/test";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { Workbench } from "./workbench.ts";

/** Adds a connection to a sandbox of the test's own, step by step, as to any custom platform. */
export async function addConnection(
  workbench: Workbench,
  { origin, key }: Pick<Sandbox, "origin" | "key">,
): Promise<void> {
  const { quickInput } = workbench;
  await quickInput.pick("Custom");
  await expect(quickInput.message).toContainText("MiniMax files API");
  await quickInput.answer(origin);
  await expect(quickInput.message).toContainText(`only ever sent to ${origin}`);
  await quickInput.answer(key);
  await quickInput.expectClosed();
}
