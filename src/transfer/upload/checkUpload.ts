import { purposeFacts } from "../../platform/purposes.ts";
import type { Log } from "../../shared/log.ts";
import { audioDuration } from "./audioDuration.ts";
import { countCharacters } from "./characters.ts";
import { contentKindOf, signatureLength } from "./content.ts";
import { isObjection, type UploadProblem } from "./problem.ts";
import { checkCharacters, checkDuration, checkFile, extensionOf } from "./rules.ts";
import { openSource, readChunks, readHead, type SourceFile } from "./sourceFile.ts";
import { UploadError } from "./uploadError.ts";
import type { UploadJob } from "./uploadJob.ts";

export interface CheckDeps {
  readonly log: Log;
  /** Aborting it rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/**
 * What can be said against an upload without asking the platform, for the moment when the user chooses the file.
 * `upload` checks again when its turn comes.
 */
export async function checkUpload(job: UploadJob, deps: CheckDeps): Promise<readonly UploadProblem[]> {
  try {
    const source = await openSource(job.path);
    try {
      return await checkSource(source, job, deps);
    } finally {
      await source.handle.close();
    }
  } catch (error) {
    if (UploadError.is(error) && error.reason === "refused") {
      return error.problems;
    }
    throw error;
  }
}

/** The same for a file that is open. Reads it through only if nothing simpler keeps it here. */
export async function checkSource(
  source: SourceFile,
  { filename, purpose }: UploadJob,
  { log, signal }: CheckDeps,
): Promise<readonly UploadProblem[]> {
  const content = contentKindOf(await readHead(source, signatureLength));
  const problems = [...checkFile({ filename, purpose, size: source.size, content })];
  const facts = purposeFacts(purpose);
  if (facts === undefined || problems.some(isObjection)) {
    return problems;
  }
  if (facts.characters !== undefined && extensionOf(filename) !== "zip") {
    const characters = await countCharacters(readChunks(source, signal));
    problems.push(...checkCharacters(characters, facts.characters));
  }
  if (facts.duration !== undefined) {
    // Anything may stand before an MP3's first frame.
    const seconds = await audioDuration(source, content ?? "mp3", log, signal);
    problems.push(...checkDuration(seconds, facts.duration));
  }
  signal.throwIfAborted();
  return problems;
}
