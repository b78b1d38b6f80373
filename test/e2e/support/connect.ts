import { expect } from "@playwright/test";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { Workbench } from "./workbench.ts";

/** Gives a platform that cannot be reached, up to the question whether its key is to be kept without a check. */
export async function offerUnreachable({ quickInput }: Workbench): Promise<void> {
  await quickInput.pick("Custom");
  await expect(quickInput.message).toContainText("MiniMax files API");
  await quickInput.answer("https://files.invalid");
  await expect(quickInput.message).toContainText("only ever sent to");
  await quickInput.answer("sk-api-1");
  await expect(quickInput.message).toContainText("Press Enter again to keep the key without a check");
}

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
