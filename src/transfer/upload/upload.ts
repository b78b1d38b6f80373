import { NetworkError } from "../../http/http.ts";
import type { FileRecord } from "../../platform/fileRecord.ts";
import { PlatformError } from "../../platform/platformError.ts";
import { checkSource } from "./checkUpload.ts";
import { FileBody } from "./fileBody.ts";
import { checkAccount } from "./listed.ts";
import { createBoundary, frameMultipart } from "./multipart.ts";
import { isObjection } from "./problem.ts";
import { findUploaded } from "./resolveOutcome.ts";
import { openSource, type SourceFile } from "./sourceFile.ts";
import { UploadError } from "./uploadError.ts";
import type { UploadDeps, UploadJob, UploadResult } from "./uploadJob.ts";

/**
 * Checks a file, sends it, and tells what the platform made of it. The bytes are sent once at most: an end that
 * leaves open whether they arrived is resolved by the platform's list.
 *
 * Rejects with `UploadError`, with the platform's `PlatformError`, with `NetworkError` where the file certainly did
 * not arrive, or with the signal's reason.
 */
export async function upload(job: UploadJob, deps: UploadDeps): Promise<UploadResult> {
  deps.signal.throwIfAborted();
  deps.onProgress({ phase: "checking", sent: 0, total: undefined });
  const source = await openSource(job.path);
  try {
    return await uploadSource(source, job, deps);
  } finally {
    await source.handle.close();
  }
}

async function uploadSource(source: SourceFile, job: UploadJob, deps: UploadDeps): Promise<UploadResult> {
  const { filename, purpose } = job;
  const as = { filename, purpose, size: source.size };
  const listed = await listBefore(deps);
  const problems = [...(await checkSource(source, job, deps)), ...checkAccount(listed ?? [], as)];
  if (problems.some(isObjection)) {
    const kinds = problems.map(({ kind }) => kind).join(", ");
    throw new UploadError("refused", `The checks object to ${filename}: ${kinds}`, { problems });
  }
  const startedAt = deps.clock.now();
  const body = createBody(source, job, deps);
  try {
    const file = await deps.platform.upload({ filename, purpose, body }, { signal: deps.signal });
    deps.claimed.add(file.id);
    return { file, resolvedByList: false, warnings: problems };
  } catch (error) {
    deps.signal.throwIfAborted();
    if (body.failure !== undefined || !body.complete || !leavesDoubt(error)) {
      throw body.failure ?? error;
    }
    deps.log.warn(`${filename} was sent whole, but the answer is missing: ${String(error)}`);
    deps.onProgress({ phase: "resolving", sent: source.size, total: source.size });
    const file = await findUploaded({ upload: as, listed, startedAt }, error, deps);
    deps.claimed.add(file.id);
    return { file, resolvedByList: true, warnings: problems };
  }
}

/**
 * The files that are there before the upload; `undefined` where the provider does not tell. A key or a network that
 * fails here ends the upload before a byte of the file is sent.
 */
async function listBefore({
  platform,
  lists,
  log,
  signal,
}: UploadDeps): Promise<readonly FileRecord[] | undefined> {
  if (!lists) {
    return undefined;
  }
  try {
    return await platform.list({ signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!PlatformError.is(error) || error.reason === "unauthorized") {
      throw error;
    }
    log.warn(`No list before the upload: ${error.message}`);
    return undefined;
  }
}

function createBody(source: SourceFile, job: UploadJob, deps: UploadDeps): FileBody {
  const { size } = source;
  const framing = frameMultipart({
    boundary: createBoundary(deps.randomBytes),
    fields: { purpose: job.purpose },
    file: { field: "file", filename: job.filename },
  });
  const onSent = (sent: number): void => {
    deps.onProgress({ phase: sent < size ? "sending" : "waitingForAnswer", sent, total: size });
  };
  onSent(0);
  return new FileBody(source, framing, onSent);
}

/** Whether the platform may have a file that was sent whole although this came back. */
function leavesDoubt(error: unknown): boolean {
  return (
    NetworkError.is(error) ||
    PlatformError.is(error, "serverFault") ||
    PlatformError.is(error, "notThePlatform")
  );
}
