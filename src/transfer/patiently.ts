import type { Clock } from "../shared/clock.ts";
import { codeOf } from "./fileError.ts";

/** Windows: a virus scanner or indexer may hold a new file open for a moment, which keeps its name and it in place. */
const busyCodes = new Set(["EPERM", "EBUSY", "EACCES"]);
const busyTries = 8;
const busyWait = 50;

/** Renames or removes a file, again after a moment where Windows says that it is in use. */
export async function patiently(step: () => Promise<void>, clock: Clock): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await step();
      return;
    } catch (error) {
      const isBusy = process.platform === "win32" && busyCodes.has(codeOf(error) ?? "");
      if (!isBusy || attempt === busyTries) {
        throw error;
      }
      await clock.sleep(busyWait * attempt);
    }
  }
}
