import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Http } from "../../src/http/http.ts";
import type { DownloadLink } from "../../src/platform/fileRecord.ts";
import type { Clock } from "../../src/shared/clock.ts";
import { silentLog } from "../../src/shared/log.ts";
import { download } from "../../src/transfer/download/download.ts";
import { DownloadError } from "../../src/transfer/download/downloadError.ts";
import type {
  DownloadDeps,
  DownloadJob,
  DownloadProgress,
  DownloadResult,
  DownloadSource,
} from "../../src/transfer/download/downloadJob.ts";
import type { DownloadLimits } from "../../src/transfer/download/downloadLimits.ts";
import type { Cleanup } from "./cleanup.ts";
import { serveFaults } from "./faultServer.ts";
import type { FaultServer, SeenRequest, ServedContent, Twist } from "./faultServer.ts";
import { makeTempFolder } from "./folders.ts";
import { hastyClock } from "./hastyClock.ts";
import { httpOver } from "./transports.ts";
import type { Transport } from "./transports.ts";

const KiB = 1024;

/** Small enough for tests of a few hundred milliseconds. Times are those of the hasty clock, timeouts are real. */
const quickLimits: Partial<DownloadLimits> = {
  batch: 64 * KiB,
  backlog: 256 * KiB,
  connectTimeout: 2_000,
  headersTimeout: 2_000,
  bodyTimeout: 3_000,
};

export function linkTo(url: URL | string): DownloadLink {
  return { url: new URL(url), expiresAt: undefined };
}

/** A source with one link, of which there is no fresh one. */
export function onlyLink(url: URL | string): DownloadSource {
  return {
    link: linkTo(url),
    refreshLink: () => Promise.reject(new Error("A fresh link was asked for")),
  };
}

export interface LabOptions {
  readonly job?: Partial<DownloadJob>;
  readonly limits?: Partial<DownloadLimits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** The hasty one by default, which to another process looks like the future. */
  readonly clock?: Clock;
}

/** A folder to download into, and everything else that a download needs. */
export class DownloadLab {
  readonly folder: string;
  readonly target: string;
  readonly linkHttp: Http;
  readonly apiHttp: Http;
  /** Every wait that was asked of the clock (milliseconds). */
  readonly waits: number[] = [];
  readonly #cleanup: Cleanup;
  readonly #clock: Clock;

  constructor(transport: Transport, cleanup: Cleanup, folder?: string) {
    const temp = folder === undefined ? makeTempFolder("download") : undefined;
    this.folder = folder ?? temp!.path;
    this.target = join(this.folder, "output.mp4");
    this.linkHttp = httpOver(transport);
    this.apiHttp = httpOver(transport);
    this.#cleanup = cleanup;
    const clock = hastyClock(20);
    this.#clock = {
      now: () => clock.now(),
      sleep: (milliseconds, signal) => {
        this.waits.push(milliseconds);
        return clock.sleep(milliseconds, signal);
      },
    };
    cleanup.add(() => {
      temp?.remove();
    });
    cleanup.add(() => this.linkHttp.close());
    cleanup.add(() => this.apiHttp.close());
  }

  /** A server that is closed with the lab. */
  async serve(content: ServedContent, plan?: (request: SeenRequest) => Twist): Promise<FaultServer> {
    const server = await serveFaults(content, plan);
    this.#cleanup.add(() => server.close());
    return server;
  }

  /** Downloads from one link, or from the source in `options.job`. */
  download(source: DownloadSource, options: LabOptions = {}): Promise<DownloadResult> {
    const job: DownloadJob = {
      target: this.target,
      identity: "test/1",
      expectedSize: undefined,
      conflict: "fail",
      source,
      maxConnections: 1,
      ...options.job,
    };
    const deps: DownloadDeps = {
      linkHttp: this.linkHttp,
      apiHttp: this.apiHttp,
      clock: options.clock ?? this.#clock,
      random: () => 0.5,
      log: silentLog,
      signal: options.signal ?? new AbortController().signal,
      onProgress: options.onProgress ?? (() => undefined),
      limits: { ...quickLimits, ...options.limits },
    };
    return download(job, deps);
  }

  /** The error with which a download ended, which must be a `DownloadError`. */
  async failure(source: DownloadSource, options: LabOptions = {}): Promise<DownloadError> {
    try {
      await this.download(source, options);
    } catch (error) {
      if (DownloadError.is(error)) {
        return error;
      }
      throw error;
    }
    throw new Error("The download succeeded");
  }

  /** Names in the folder, sorted. */
  files(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** A file of the folder, as text. */
  text(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  hash(path = this.target): string {
    return sha256(readFileSync(path));
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Bytes that are no text, so that they pass as a video. */
export function randomContent(length: number): Buffer {
  const bytes = randomBytes(length);
  bytes.fill(0, 0, Math.min(8, length));
  return bytes;
}
