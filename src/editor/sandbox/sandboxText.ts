import * as vscode from "vscode";
import type { Connection } from "../connections/connection.ts";
import { sandboxFaceOf } from "./sandboxFaces.ts";
import { misbehaviours, misbehavioursIn } from "./sandboxFaults.ts";
import type { RunningSandbox } from "./sandboxHost.ts";

/** The faults in force, each with what it does; those that a script has set and no menu knows are not named. */
export function misbehaviourLines({ faults }: Pick<RunningSandbox, "faults">): readonly string[] {
  const inForce = misbehavioursIn(faults);
  return misbehaviours()
    .filter(({ id }) => inForce.has(id))
    .map(({ label, detail }) => `${label}: ${detail}`);
}

/** How the sandbox stands, for a connection to it; none for any other connection. */
export function sandboxStatus(
  running: RunningSandbox | undefined,
  connection: Pick<Connection, "id">,
): readonly string[] {
  if (sandboxFaceOf(connection) === undefined) {
    return [];
  }
  return running?.face.connectionId === connection.id
    ? [
        vscode.l10n.t("Runs in this window; its key for scripts is {0}", running.key),
        ...misbehaviourLines(running),
      ]
    : [vscode.l10n.t("Does not run in this window")];
}
