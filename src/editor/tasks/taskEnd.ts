import * as vscode from "vscode";
import type { WatchedTask } from "../../catalog/tasks/watchedTask.ts";
import type { FileId, FileRecord } from "../../platform/fileRecord.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Clock } from "../../shared/clock.ts";
import { noticeText } from "../../shared/displayText.ts";
import type { FileRef } from "../../shared/fileRef.ts";
import type { Formats } from "../../shared/format.ts";
import type { Log } from "../../shared/log.ts";
import type { Connection } from "../connections/connection.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { showError } from "../errorText.ts";
import type { FileLibrary } from "../explorer/fileLibrary.ts";
import { withCancelIfSlow } from "../progress.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { downloadFinishedTasks } from "../settings.ts";
import type { ConflictChoice } from "../transfers/conflicts.ts";
import { isDownloadFolderKnown } from "../transfers/destination.ts";
import type { DownloadWish } from "../transfers/planDownloads.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";
import { retrievePrice } from "../usage/prices.ts";
import { taskKindText, taskStateText } from "./taskText.ts";

export interface TaskEndParts {
  readonly store: ConnectionStore;
  readonly library: FileLibrary;
  readonly retriever: Retriever;
  /** Selects the file's row. */
  readonly reveal: (file: FileRef) => Promise<void>;
  /** Shows its metadata; says the price first where a call would cost. */
  readonly show: (file: FileRef) => Promise<void>;
  /** `conflict`: what to do about a name that is taken, in place of a question. */
  readonly download: (wishes: readonly DownloadWish[], conflict?: ConflictChoice) => Promise<void>;
  readonly formats: Formats;
  readonly clock: Clock;
  readonly log: Log;
}

/** What follows the end of a task: its file is kept, shown and, on the user's wish, downloaded; a failure is told. */
export async function endTask(parts: TaskEndParts, task: WatchedTask): Promise<void> {
  const connection = parts.store.find(task.connectionId);
  if (connection === undefined) {
    return;
  }
  parts.log.info(`Task ${task.taskId}: ${task.state.kind}`);
  if (task.state.kind !== "succeeded") {
    await tellFailure(task);
    return;
  }
  const { fileId } = task.state;
  const record = await keep(parts, connection, fileId);
  await reveal(parts, { connectionId: connection.id, fileId });
  if (downloadFinishedTasks() && isDownloadFolderKnown()) {
    // Nobody looks, and all videos have the same name: a question would wait for ever.
    await downloadFile(parts, connection, fileId, record, "keepBoth");
  } else {
    await offerDownload(parts, connection, task, fileId, record);
  }
}

/**
 * Remembers the file: no listing shows it. Its id is kept at once, since the window may close during the call that,
 * where it is free, asks for its name.
 */
async function keep(
  { library, retriever, clock, log }: TaskEndParts,
  connection: Connection,
  fileId: FileId,
): Promise<FileRecord | undefined> {
  const remember = (record: FileRecord): Promise<void> =>
    library.of(connection).remember({
      record,
      source: "task",
      rememberedAt: clock.now(),
      link: undefined,
      wasListed: false,
    });
  await remember(unnamed(fileId));
  if (retrievePrice(connection) > 0) {
    return undefined;
  }
  try {
    const { file } = await retriever.retrieve(connection, fileId);
    await remember(file);
    return file;
  } catch (error) {
    log.warn(`The file of a task could not be retrieved: ${String(error)}`);
    return undefined;
  }
}

async function reveal({ reveal: select, log }: TaskEndParts, file: FileRef): Promise<void> {
  try {
    await select(file);
  } catch (error) {
    // The row may have gone under the view's hands; the file is there all the same.
    log.warn(`The file of a task could not be shown: ${String(error)}`);
  }
}

async function offerDownload(
  parts: TaskEndParts,
  connection: Connection,
  { kind, taskId }: WatchedTask,
  fileId: FileId,
  record: FileRecord | undefined,
): Promise<void> {
  const download = vscode.l10n.t("Download");
  const show = vscode.l10n.t("Show Metadata");
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t("{0} task {1} is done: file {2}.", taskKindText(kind), taskId, fileId),
    download,
    show,
  );
  if (answer === download) {
    // The offer may have waited for long: the user may have paid for a link meanwhile.
    const known = record ?? parts.retriever.lastLive(connection, fileId)?.file;
    const planned = countByConnection(known === undefined ? [connection] : []);
    if (await confirmCost(planned, parts.formats)) {
      await downloadFile(parts, connection, fileId, known);
    }
  } else if (answer === show) {
    await parts.show({ connectionId: connection.id, fileId });
  }
}

/** The user has agreed to what this costs: one call, where the file's name is not known yet. */
async function downloadFile(
  { retriever, download }: TaskEndParts,
  connection: Connection,
  fileId: FileId,
  record: FileRecord | undefined,
  conflict?: ConflictChoice,
): Promise<void> {
  try {
    const file =
      record ??
      (await withCancelIfSlow(vscode.l10n.t("Retrieving {0}", fileId), async (signal) => {
        const retrieved = await retriever.retrieve(connection, fileId, { signal });
        return retrieved.file;
      }));
    await download([{ connectionId: connection.id, file }], conflict);
  } catch (error) {
    if (!isCancellation(error)) {
      showError(error, connection);
    }
  }
}

async function tellFailure(task: WatchedTask): Promise<void> {
  await vscode.window.showWarningMessage(
    noticeText(
      vscode.l10n.t("{0} task {1}: {2}.", taskKindText(task.kind), task.taskId, taskStateText(task)),
    ),
  );
}

/** A task tells only an id. */
function unnamed(id: FileId): FileRecord {
  return { id, filename: "", purpose: "", size: undefined, createdAt: undefined, extra: {} };
}
