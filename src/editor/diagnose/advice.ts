import * as vscode from "vscode";
import type { DiagnosisStep } from "../../http/diagnosis.ts";
import { isLoopbackHost } from "../../shared/loopback.ts";
import type { Connection } from "../connections/connection.ts";
import { settingIds } from "../ids.ts";
import type { Diagnosis, Way } from "./diagnosis.ts";
import { code, explainFailure } from "./stepText.ts";

/** What to try next, the likeliest first; never empty. */
export function adviceFor(diagnosis: Diagnosis): readonly string[] {
  const { platform, linkHost, connection, key } = diagnosis;
  const ways = linkHost === undefined ? [platform] : [platform, linkHost];
  const advice = ways.flatMap((way) => [
    ...certificateAdvice(way),
    ...addressAdvice(way, connection),
    ...transportAdvice(way, diagnosis),
    ...(key === "accepted" ? [] : redirectAdvice(way)),
    ...failureAdvice(way, connection),
  ]);
  if (key !== "accepted") {
    advice.push(key.remedy);
  }
  return advice.length > 0
    ? [...new Set(advice)]
    : [
        vscode.l10n.t(
          "Every step worked. If the trouble goes on, report it with this text and with what “Show Log” shows.",
        ),
      ];
}

/** Who vouches for a certificate that this machine does not trust: mostly whoever breaks TLS open. */
function certificateAdvice({ steps, origin }: Way): readonly string[] {
  const tls = found(steps, "connection")?.tls;
  const issuer = tls?.chain.at(-1)?.issuer;
  return tls?.distrust === undefined || issuer === undefined
    ? []
    : [
        vscode.l10n.t(
          "The certificate of {0} was issued by {1}, which this machine does not trust. If that is your company or its security software, install its certificate authority on this machine and keep {2} on. If you do not know it, do not use this network for your key.",
          code(origin.host),
          code(issuer),
          "`http.systemCertificates`",
        ),
      ];
}

/** A public name that leads to a private address: a VPN, a filter or a captive portal answers in its place. */
function addressAdvice({ steps, origin }: Way, connection: Connection): readonly string[] {
  const isOwnPlace = connection.provider === "custom" || connection.provider === "sandbox";
  const direct = steps.some((step) => step.step === "route" && step.kind === "direct");
  const strange = found(steps, "dns")?.addresses.some(({ kind }) => kind !== "public") ?? false;
  return strange && direct && !isOwnPlace && !isLoopbackHost(origin.hostname)
    ? [
        vscode.l10n.t(
          "The name {0} leads to a private address here. A VPN, a filter or the login page of this network may be answering in the platform's place.",
          code(origin.host),
        ),
      ]
    : [];
}

function transportAdvice({ steps }: Way, { settings }: Diagnosis): readonly string[] {
  const [own, host] = (["undici", "vscode"] as const).map((transport) =>
    steps.find((step) => step.step === "answer" && step.transport === transport),
  );
  const works = (step: DiagnosisStep | undefined): boolean => step !== undefined && "ok" in step && step.ok;
  const setting = `\`${settingIds.transport}\``;
  if (!works(own) && works(host) && settings.transport !== "vscode") {
    return [vscode.l10n.t("VS Code's own connection works here: set {0} to {1}.", setting, "`vscode`")];
  }
  if (works(own) && !works(host) && settings.transport === "vscode") {
    return [vscode.l10n.t("The extension's own connection works here: set {0} to {1}.", setting, "`auto`")];
  }
  return [];
}

function redirectAdvice({ steps, origin }: Way): readonly string[] {
  const elsewhere = steps.flatMap((step) =>
    step.step === "answer" && step.ok && step.redirectHost !== undefined && step.redirectHost !== origin.host
      ? [step.redirectHost]
      : [],
  );
  return elsewhere.map((host) =>
    vscode.l10n.t(
      "{0} redirects to {1}. If that is the login page of this network, log in with a browser first.",
      code(origin.host),
      code(host),
    ),
  );
}

/** The remedy of the first step that failed: those after it mostly fail for the same reason. */
function failureAdvice({ steps, origin }: Way, connection: Connection): readonly string[] {
  const failed = steps.find((step) => "ok" in step && !step.ok);
  return failed === undefined ? [] : [explainFailure(failed, origin.host, connection).remedy];
}

type StepFound<Name> = Extract<DiagnosisStep, { step: Name; ok: true }>;

function found<Name extends "dns" | "connection">(
  steps: readonly DiagnosisStep[],
  name: Name,
): StepFound<Name> | undefined {
  return steps.find((step): step is StepFound<Name> => step.step === name && step.ok);
}
