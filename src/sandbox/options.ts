import type { Clock } from "../shared/clock.ts";
import { systemClock } from "../shared/clock.ts";
import type { Log } from "../shared/log.ts";
import { silentLog } from "../shared/log.ts";
import type { Identity } from "./exchange/listener.ts";
import type { FaultRule } from "./faults/fault.ts";

/** Whose manners the sandbox has: MiniMax's two regions, or the gateway's. */
export type Face = "minimax" | "china" | "cometapi";

/** What the sandbox is told when it starts. Everything but `mediaFolder` has a default. */
export interface SandboxOptions {
  /** `media/sandbox` of the extension: the small real files of the seed. */
  readonly mediaFolder: string;
  /** Keeps files and tasks from run to run; without it they are gone at the end. */
  readonly folder?: string;
  readonly face?: Face;
  /** The ports of API, link host and its mirror; 0, the default, lets the system choose. */
  readonly port?: number;
  readonly linkPort?: number;
  readonly backupPort?: number;
  /** Accepted keys; the first is the one told to people. Any other, as of another region, gets 2049 (api.md 1). */
  readonly keys?: readonly string[];
  /** Replaces what an earlier run has left in the folder; it is kept by default. */
  readonly afresh?: boolean;
  /** Starts an empty folder with the seed; on by default. */
  readonly seed?: boolean;
  /** `signed`: like OSS, with `Expires`. `unsigned`: like the global CDN, valid for ever (api.md 5). */
  readonly links?: "signed" | "unsigned";
  /** Life of a signed link, seconds; 9 hours, as captured, by default. */
  readonly linkLifetime?: number;
  /** The validator of the link host; `strong` by default. */
  readonly etag?: "strong" | "weak" | "none";
  /** Whether `list` shows generated files too; it does not by default. */
  readonly listGenerated?: boolean;
  /** How an empty list is told (api.md 2). */
  readonly emptyList?: "array" | "null" | "missing";
  /** The label of retrieve-content; `application/json` is what the platform documents. */
  readonly contentType?: string;
  /** Largest upload and room for all files, bytes. */
  readonly fileLimit?: number;
  readonly quota?: number;
  /** How long a task takes, seconds. */
  readonly taskSeconds?: number;
  /** Speaks https. `links`: on the link hosts only. */
  readonly tls?: Identity & { readonly only?: "links" };
  /** Misbehaviour from the start. */
  readonly faults?: readonly FaultRule[];
  /** Told when other faults are in force than before: whoever set them, or since they are used up. */
  readonly onFaults?: () => void;
  readonly clock?: Clock;
  readonly log?: Log;
}

export type SandboxSettings = Required<Omit<SandboxOptions, "folder" | "tls">> & {
  readonly folder: string | undefined;
  readonly tls: SandboxOptions["tls"];
};

/** The key that opens every sandbox, like the well-known one of other local emulators: it protects nothing. */
export const sandboxKey = "sk-api-sandbox";

export function settingsOf(options: SandboxOptions): SandboxSettings {
  return {
    ...defaults,
    ...options,
    folder: options.folder,
    tls: options.tls,
  };
}

const defaults: Required<Omit<SandboxOptions, "folder" | "tls" | "mediaFolder">> = {
  face: "minimax",
  port: 0,
  linkPort: 0,
  backupPort: 0,
  keys: [sandboxKey],
  afresh: false,
  seed: true,
  links: "signed",
  linkLifetime: 9 * 3600,
  etag: "strong",
  listGenerated: false,
  emptyList: "array",
  contentType: "application/json",
  fileLimit: 512 * 1024 * 1024,
  quota: 100 * 1024 ** 3,
  taskSeconds: 30,
  faults: [],
  onFaults: () => undefined,
  clock: systemClock,
  log: silentLog,
};
