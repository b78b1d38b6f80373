import { expect } from "@playwright/test";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { Workbench } from "./workbench.ts";

/** Gives a platform that cannot be reached, up to the question whether its key is to be kept without a check. */
export async function offerUnreachable(workbench: Workbench): Promise<void> {
  await giveCustom(workbench, { origin: "https://files.invalid", key: "sk-api-1" });
  await expect(workbench.quickInput.message).toContainText(
    "Press Enter again to keep the key without a check",
  );
}

/** Adds a connection to a sandbox of the test's own, step by step, as to any custom platform. */
export async function addConnection(workbench: Workbench, platform: CustomPlatform): Promise<void> {
  await giveCustom(workbench, platform);
  await workbench.quickInput.expectClosed();
}

type CustomPlatform = Pick<Sandbox, "origin" | "key">;

async function giveCustom({ quickInput }: Workbench, { origin, key }: CustomPlatform): Promise<void> {
  await quickInput.pick("Custom");
  await expect(quickInput.message).toContainText("MiniMax files API");
  await quickInput.answer(origin);
  await expect(quickInput.message).toContainText(`only ever sent to ${origin}`);
  await quickInput.answer(key);
}
