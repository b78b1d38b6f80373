import type { CatalogEntry } from "../../catalog/catalogEntry.ts";
import type { Platform } from "../../platform/platform.ts";
import { PlatformError } from "../../platform/platformError.ts";

/**
 * Deletes one file. One that the list has shown and that the platform does not know any more is gone as was wished:
 * the answer to an earlier try was lost, or somebody else was quicker. Of a file that was never listed the same answer
 * may only mean that it cannot be deleted. Rejects as `Platform.delete` does.
 */
export async function deleteOne(
  platform: Pick<Platform, "delete">,
  { id, record, listed }: Pick<CatalogEntry, "id" | "record" | "listed">,
  signal: AbortSignal,
): Promise<void> {
  try {
    await platform.delete(id, record.purpose === "" ? undefined : record.purpose, { signal });
  } catch (error) {
    if (listed === undefined || !PlatformError.is(error, "notFound")) {
      throw error;
    }
  }
}
