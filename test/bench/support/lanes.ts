import { join } from "node:path";
import { ariaDownload, curlDownload, curlUpload, nodeContestant, type Contestant } from "./contestant.ts";
import { makeRandomFile, sha256Of } from "./files.ts";
import type { Lane } from "./lane.ts";
import type { Sites } from "./nginx.ts";
import type { LaneName, Options } from "./options.ts";

/** The programs in `contestants`. */
export const programs = [
  "minimaxDownload",
  "minimaxUpload",
  "undiciDispatch",
  "undiciDownload",
  "gotDownload",
  "axiosDownload",
  "fetchUpload",
];

/** What we are called in the tables. */
export const ours = "MiniMax Files";

const ourDownload = nodeContestant(ours, "minimaxDownload", "argument");
const downloads: readonly Contestant[] = [
  curlDownload,
  ourDownload,
  nodeContestant("undici dispatch, in batches", "undiciDispatch", "environment"),
  nodeContestant("undici request + pipeline", "undiciDownload", "environment"),
  nodeContestant("got.stream + pipeline", "gotDownload", "environment"),
  nodeContestant("axios stream + pipeline", "axiosDownload", "environment"),
];
const uploads: readonly Contestant[] = [
  curlUpload,
  nodeContestant(ours, "minimaxUpload", "argument"),
  nodeContestant("fetch + FormData + openAsBlob", "fetchUpload", "environment"),
];

/** What the lanes are built on. */
export interface Ground {
  /** Served by nginx, on a file system in memory. */
  readonly folder: string;
  readonly sites: Sites;
  /** SHA-256 of the upload that was looked into last. */
  readonly uploaded: () => string | undefined;
  readonly signal: AbortSignal;
}

/** Makes a lane, with its files. */
export async function prepareLane(name: LaneName, { size }: Options, ground: Ground): Promise<Lane> {
  const { sites } = ground;
  switch (name) {
    case "download":
      return downloadLane("Download", size, downloads, sites.files, ground);
    case "upload":
      return uploadLane(size, ground);
    case "throttled": {
      const contestants = [curlDownload, ourDownload, ariaDownload];
      return downloadLane("Throttled download", size / 4, contestants, sites.throttled, ground);
    }
    case "memory":
      return downloadLane("Large download", size * 4, [ourDownload], sites.files, ground);
  }
}

const warmUpFile = "warm-up.mp4";
const warmUpSize = 64 * 1024;

async function downloadLane(
  title: string,
  size: number,
  contestants: readonly Contestant[],
  from: string,
  { folder, sites, signal }: Ground,
): Promise<Lane> {
  const source = `${size}.mp4`;
  const expected = await makeRandomFile(join(folder, source), size, signal);
  await makeRandomFile(join(folder, warmUpFile), warmUpSize, signal);
  const [warmUp, target] = [join(folder, "warmed-up.mp4"), join(folder, "downloaded.mp4")];
  const assignment = {
    warmUp: { url: sites.files + warmUpFile, file: warmUp },
    errand: { url: from + source, file: target },
    certificate: sites.certificate,
  };
  return {
    title,
    size,
    contestants,
    assignment,
    checkedAssignment: assignment,
    expected,
    arrived: () => sha256Of(target),
    outputs: [warmUp, target],
    sources: [join(folder, source)],
  };
}

async function uploadLane(size: number, { folder, sites, uploaded, signal }: Ground): Promise<Lane> {
  const [source, warmUp] = [join(folder, `${size}.mp4`), join(folder, warmUpFile)];
  const expected = await makeRandomFile(source, size, signal);
  await makeRandomFile(warmUp, warmUpSize, signal);
  const to = (url: string): Lane["assignment"] => ({
    warmUp: { url, file: warmUp },
    errand: { url, file: source },
    certificate: sites.certificate,
  });
  return {
    title: "Upload",
    size,
    contestants: uploads,
    assignment: to(sites.upload),
    checkedAssignment: to(sites.checkedUpload),
    expected,
    arrived: () => Promise.resolve(uploaded() ?? "nothing"),
    outputs: [],
    sources: [source],
  };
}
