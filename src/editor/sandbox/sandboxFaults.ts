import * as vscode from "vscode";
import type { FaultRule } from "../../sandbox/faults/fault.ts";

/** A way in which real platforms misbehave, in the user's words. */
export interface Misbehaviour {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly rules: readonly FaultRule[];
}

/** What the user can choose from: the faults that scripts meet in practice (api.md 4 and 5). */
export function misbehaviours(): readonly Misbehaviour[] {
  return [
    {
      id: "latency",
      label: vscode.l10n.t("Slow answers"),
      detail: vscode.l10n.t("Every call takes 3 seconds longer"),
      rules: [{ at: "api", kind: "latency", milliseconds: 3000 }],
    },
    {
      id: "throttle",
      label: vscode.l10n.t("Slow downloads"),
      detail: vscode.l10n.t("The link host sends 64 KB a second"),
      rules: [{ at: "link", host: "both", kind: "throttle", bytesPerSecond: 64 * 1024 }],
    },
    {
      id: "rateLimit",
      label: vscode.l10n.t("Rate limit"),
      detail: vscode.l10n.t("The next 3 calls get 1002, with HTTP 200"),
      rules: [{ at: "api", kind: "code", code: 1002, times: 3 }],
    },
    {
      id: "balance",
      label: vscode.l10n.t("No balance"),
      detail: vscode.l10n.t("Every call gets 1008, with HTTP 200"),
      rules: [{ at: "api", kind: "code", code: 1008 }],
    },
    {
      id: "key",
      label: vscode.l10n.t("Key refused"),
      detail: vscode.l10n.t("Every call gets 2049, as with a key of the other region"),
      rules: [{ at: "api", kind: "code", code: 2049 }],
    },
    {
      id: "gateway",
      label: vscode.l10n.t("Gateway down"),
      detail: vscode.l10n.t("Every call gets HTTP 502 from a load balancer"),
      rules: [{ at: "api", kind: "status", status: 502, envelope: "text" }],
    },
    {
      id: "portal",
      label: vscode.l10n.t("Captive portal"),
      detail: vscode.l10n.t("Every call gets a web page with HTTP 200"),
      rules: [{ at: "api", kind: "html" }],
    },
    {
      id: "shortLinks",
      label: vscode.l10n.t("Short-lived links"),
      detail: vscode.l10n.t("New links live for a few seconds: you are asked for how many"),
      rules: [{ at: "signing", kind: "lifetime", seconds: 5 }],
    },
    {
      id: "linkHostDown",
      label: vscode.l10n.t("Link host down"),
      detail: vscode.l10n.t("Links are given out, but nobody listens there"),
      rules: [{ at: "link", kind: "down" }],
    },
    {
      id: "cut",
      label: vscode.l10n.t("Downloads that break off"),
      detail: vscode.l10n.t("The connection is reset after 16 KB, three times"),
      rules: [{ at: "link", kind: "reset", afterBytes: 16 * 1024, times: 3 }],
    },
    {
      id: "taskFails",
      label: vscode.l10n.t("The next task fails"),
      detail: vscode.l10n.t("With 1027, output new_sensitive"),
      rules: [{ at: "task", kind: "fail", code: 1027, message: "output new_sensitive", times: 1 }],
    },
  ];
}

/** The ids of those among the choices that are in force, whatever their counts and seconds are. */
export function misbehavioursIn(rules: readonly FaultRule[]): ReadonlySet<string> {
  const inForce = new Set(rules.map(shape));
  return new Set(
    misbehaviours()
      .filter(({ rules: wanted }) => wanted.every((rule) => inForce.has(shape(rule))))
      .map(({ id }) => id),
  );
}

function shape(rule: FaultRule): string {
  return JSON.stringify({ ...rule, times: undefined, skip: undefined, seconds: undefined });
}
