import type { FileRecord } from "./fileRecord.ts";
import { PlatformError } from "./platformError.ts";
import { knownPurposes } from "./purposes.ts";

/**
 * All files of a platform that lists one purpose at a time. A purpose that the platform does not list is left out;
 * if it lists none at all, its first refusal is the answer.
 */
export async function listByPurpose(
  list: (purpose: string) => Promise<readonly FileRecord[]>,
): Promise<readonly FileRecord[]> {
  const files = new Map<string, FileRecord>();
  const refusals: unknown[] = [];
  const purposes = knownPurposes.filter((facts) => facts.list !== "no");
  // One after the other: the rate limits are unpublished, and a key must not be throttled by opening a tree.
  for (const { id } of purposes) {
    try {
      for (const file of await list(id)) {
        files.set(file.id, file);
      }
    } catch (error) {
      if (!PlatformError.is(error, "invalidParameters")) {
        throw error;
      }
      refusals.push(error);
    }
  }
  if (refusals.length === purposes.length) {
    throw refusals[0];
  }
  return [...files.values()];
}
