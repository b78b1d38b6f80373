import { release } from "node:os";
import * as vscode from "vscode";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Clock } from "../../shared/clock.ts";
import type { HandlersFor } from "../commands.ts";
import type { Connection } from "../connections/connection.ts";
import { connectionFor } from "../connections/connectionCommands.ts";
import type { ConnectionStore } from "../connections/connectionStore.ts";
import { describeError } from "../errorText.ts";
import { commandIds, extensionId } from "../ids.ts";
import type { RedactingLog } from "../log.ts";
import type { Network } from "../network.ts";
import type { Platforms } from "../platforms.ts";
import { withCancellableProgress } from "../progress.ts";
import type { Retriever } from "../retrieve/retriever.ts";
import { readNetworkSettings } from "../settings.ts";
import type { Diagnosis } from "./diagnosis.ts";
import type { ReportDocuments } from "./reportDocuments.ts";
import { reportText } from "./reportText.ts";

interface DiagnoseContext {
  readonly store: ConnectionStore;
  readonly network: Network;
  readonly platforms: Platforms;
  readonly retriever: Retriever;
  readonly documents: ReportDocuments;
  readonly clock: Clock;
  readonly log: RedactingLog;
}

/** "Diagnose Connection": walks every step to the platform and to its links' host, and opens what it found. */
export function diagnoseCommands(context: DiagnoseContext): HandlersFor<"diagnoseConnection"> {
  return {
    [commandIds.diagnoseConnection]: async (...args: unknown[]) => {
      const connection = await connectionFor(context.store, args[0]);
      if (connection !== undefined) {
        const diagnosis = await withCancellableProgress(
          vscode.l10n.t("Diagnosing {0}", connection.name),
          (signal, report) =>
            diagnose(context, connection, signal, (host) => {
              report({ message: host });
            }),
        );
        await context.documents.show(context.log.redact(reportText(diagnosis)));
      }
    },
  };
}

async function diagnose(
  context: DiagnoseContext,
  connection: Connection,
  signal: AbortSignal,
  onHost: (host: string) => void,
): Promise<Diagnosis> {
  const { network, retriever, clock } = context;
  const origin = new URL(connection.origin);
  const link = retriever.lastLinkOrigin(connection);
  onHost(origin.host);
  const platform = { origin, steps: await network.diagnosePlatform(origin, signal) };
  const key = await tryKey(context, connection, signal);
  if (link !== undefined) {
    onHost(link.host);
  }
  return {
    connection,
    at: clock.now(),
    versions: versions(),
    settings: readNetworkSettings(),
    platform,
    key,
    linkHost: link && {
      origin: link,
      steps: await network.diagnoseLinkHost(link, connection.origin, signal),
    },
  };
}

async function tryKey(
  { platforms }: DiagnoseContext,
  connection: Connection,
  signal: AbortSignal,
): Promise<Diagnosis["key"]> {
  try {
    await platforms.of(connection).validate({ signal });
    return "accepted";
  } catch (error) {
    if (isCancellation(error)) {
      throw error;
    }
    return describeError(error, connection);
  }
}

function versions(): Diagnosis["versions"] {
  const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as
    { version?: string } | undefined;
  const { appName, appHost, remoteName } = vscode.env;
  return [
    ["MiniMax Files", manifest?.version ?? "?"],
    [appName, `${vscode.version} (${appHost}${remoteName === undefined ? "" : ", remote"})`],
    ["Node.js", process.versions.node],
    ["OS", `${process.platform} ${release()} ${process.arch}`],
  ];
}
