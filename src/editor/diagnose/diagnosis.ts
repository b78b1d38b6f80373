import type { DiagnosisStep } from "../../http/diagnosis.ts";
import type { NetworkSettings } from "../../http/network.ts";
import type { Connection } from "../connections/connection.ts";
import type { ErrorText } from "../errorText.ts";

/** All that a report on a connection says. */
export interface Diagnosis {
  readonly connection: Connection;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Program and version, the extension's own first. */
  readonly versions: readonly (readonly [string, string])[];
  readonly settings: NetworkSettings;
  readonly platform: Way;
  /** How the platform took the key; its own call, free of charge. */
  readonly key: "accepted" | ErrorText;
  /** To the host of the last link that was retrieved, if any was. */
  readonly linkHost: Way | undefined;
}

/** The way to one host, step by step. */
export interface Way {
  readonly origin: URL;
  readonly steps: readonly DiagnosisStep[];
}
