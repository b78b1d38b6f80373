import * as vscode from "vscode";
import type { QueryFailure } from "../../catalog/tasks/watchedTask.ts";
import { PlatformError, type PlatformReason } from "../../platform/platformError.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError } from "../errorText.ts";

/** What the platform says of the question itself. A network, a key, a balance may come back; these do not. */
const finalReasons: ReadonlySet<PlatformReason> = new Set<PlatformReason>([
  "notFound",
  "invalidParameters",
  "notOffered",
]);

/** Reads why a task could not be asked about. */
export function queryFailure(error: unknown, connection: Connection | undefined): QueryFailure {
  if (connection === undefined) {
    const message = vscode.l10n.t("its connection has been removed");
    return { final: true, retryAfter: undefined, message };
  }
  const { message } = describeError(error, connection);
  return PlatformError.is(error)
    ? { final: finalReasons.has(error.reason), retryAfter: error.retryAfter, message }
    : { final: false, retryAfter: undefined, message };
}
