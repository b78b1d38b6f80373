/**
 * The numbers behind the engine's behaviour, all measured or taken from the tools it was compared with
 * (engineering.md 1 and 4). Bytes and milliseconds.
 */
export interface DownloadLimits {
  /** Gathered before one write: TLS delivers 16 KiB chunks, and a write for each costs three times the time. */
  readonly batch: number;
  /** Received but unwritten bytes of one connection above which its socket is no longer read. */
  readonly backlog: number;
  /** Compared with the disk where the server's validator proves nothing. */
  readonly overlap: number;
  /** A segment is split only while at least this much of it is missing. */
  readonly splittable: number;
  /** Bytes per second above which one more connection cannot pay. */
  readonly fastEnough: number;
  /** How often speed, progress and idle data are looked at. */
  readonly pulse: number;
  /** The journal is brought up to date after this time or these bytes, whichever comes first. */
  readonly checkpointTime: number;
  readonly checkpointBytes: number;
  /** Less than `lowSpeed` bytes per second over `lowSpeedTime` ends the connection. */
  readonly lowSpeed: number;
  readonly lowSpeedTime: number;
  /** Silence that ends a connection. */
  readonly connectTimeout: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  /** Tries in a row without progress. */
  readonly fruitlessTries: number;
  /** Fresh links in a row without progress: each may cost money. */
  readonly fruitlessRefreshes: number;
  /** Times that the content may change under the download. */
  readonly restarts: number;
  /** Failures of one host in a row before another source is tried. */
  readonly hostFailures: number;
  readonly backoffFloor: number;
  readonly backoffCap: number;
  /** The longest Retry-After that is obeyed to the letter. */
  readonly retryAfterCap: number;
}

const KiB = 1024;
const MiB = 1024 * KiB;

export const defaultLimits: DownloadLimits = {
  batch: MiB,
  backlog: 4 * MiB,
  overlap: 64 * KiB,
  splittable: 16 * MiB,
  fastEnough: 150_000_000,
  pulse: 250,
  checkpointTime: 1_000,
  checkpointBytes: 64 * MiB,
  lowSpeed: KiB,
  lowSpeedTime: 30_000,
  connectTimeout: 15_000,
  headersTimeout: 30_000,
  bodyTimeout: 20_000,
  fruitlessTries: 8,
  fruitlessRefreshes: 3,
  restarts: 3,
  hostFailures: 2,
  backoffFloor: 200,
  backoffCap: 10_000,
  retryAfterCap: 60_000,
};
