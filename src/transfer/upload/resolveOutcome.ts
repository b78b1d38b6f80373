import type { FileRecord } from "../../platform/fileRecord.ts";
import { lookalikes, type UploadedAs } from "./listed.ts";
import { UploadError } from "./uploadError.ts";
import type { UploadDeps } from "./uploadJob.ts";

/** Milliseconds before each look at the list: a platform may need a moment to show what it received. */
const delays = [1_000, 4_000, 10_000];

/** Seconds by which a new file's time may be before the upload, or before that of the newest file that was listed. */
const clockTolerance = 600;

/** What was known before the first byte was sent. */
export interface BeforeUpload {
  readonly upload: UploadedAs;
  /** The files that were listed then; `undefined` where the provider tells none. */
  readonly listed: readonly FileRecord[] | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
}

type ResolveDeps = Pick<UploadDeps, "platform" | "clock" | "log" | "signal" | "claimed">;

/**
 * Finds the file of an upload whose answer never came: the one that was not listed before and looks like it.
 * Rejects with an `UploadError` if there is none, or more than one; then nobody but the user can tell.
 *
 * @param failure why there was no answer.
 */
export async function findUploaded(
  before: BeforeUpload,
  failure: unknown,
  deps: ResolveDeps,
): Promise<FileRecord> {
  const { clock, log, signal } = deps;
  const listedBefore = new Set(before.listed?.map(({ id }) => id));
  for (const delay of before.listed === undefined ? [] : delays) {
    await clock.sleep(delay, signal);
    const candidates = (await listLookalikes(before, deps)).filter(
      ({ id }) => !listedBefore.has(id) && !deps.claimed.has(id),
    );
    const [file, ...others] = candidates;
    if (file !== undefined && others.length === 0) {
      log.info(`No answer came, but the list shows the upload as ${file.id}`);
      return file;
    }
    if (file !== undefined) {
      const ids = candidates.map(({ id }) => id);
      const message = `No answer came, and several listed files may be the upload: ${ids.join(", ")}`;
      throw new UploadError("ambiguous", message, { ids, cause: failure });
    }
  }
  const message = "No answer came after the last byte, and no list shows the upload";
  throw new UploadError("outcomeUnknown", message, { cause: failure });
}

/** Those in the list that may be the upload. A list that cannot be had shows none; the next may. */
async function listLookalikes(
  { upload, listed = [], startedAt }: BeforeUpload,
  { platform, log, signal }: ResolveDeps,
): Promise<readonly FileRecord[]> {
  // Our clock may be hours ahead of the platform's, which its own list tells.
  const newest = listed.reduce((latest, { createdAt = -Infinity }) => Math.max(latest, createdAt), -Infinity);
  const earliest = Math.min(startedAt / 1000, newest) - clockTolerance;
  try {
    const files = lookalikes(await platform.list({ signal }), upload);
    return files.filter(({ createdAt }) => createdAt === undefined || createdAt >= earliest);
  } catch (error) {
    signal.throwIfAborted();
    log.warn(`The list that would show the upload cannot be had: ${String(error)}`);
    return [];
  }
}
