import { setTimeout } from "node:timers/promises";
import type { Sandbox } from "../../../src/sandbox/main.ts";
import type { Dice } from "./dice.ts";
import { faultsOfAMoment } from "./faults.ts";

/** Puts other faults in force every moment until `stop` aborts, then ends all misbehaviour. */
export async function misbehave(sandbox: Sandbox, dice: Dice, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await sandbox.behave();
    await sandbox.misbehave(...faultsOfAMoment(dice));
    if (dice.roll() < 0.1) {
      await sandbox.expireLinks();
    }
    await setTimeout(dice.between(200, 1200), undefined, { signal: stop }).catch(() => undefined);
  }
  await sandbox.behave();
}
