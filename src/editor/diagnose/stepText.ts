import * as vscode from "vscode";
import type { ChainLink } from "../../http/certificateChain.ts";
import type { AddressFound, DiagnosisStep, Outcome, TlsFound } from "../../http/diagnosis.ts";
import { NetworkError } from "../../http/http.ts";
import { displayText } from "../../shared/displayText.ts";
import type { Connection } from "../connections/connection.ts";
import { describeError, type ErrorText } from "../errorText.ts";

type Failed = Extract<Outcome<object>, { ok: false }>;

/** A step that failed, in the words of the error that a call would have ended with. */
export function explainFailure(failed: Failed, host: string, connection: Connection): ErrorText {
  const { reason, code, proxy } = failed;
  return describeError(new NetworkError(reason, host, { code, proxy }), connection);
}

/** One step of a way as lines of a Markdown list. */
export function stepLines(step: DiagnosisStep, origin: URL, connection: Connection): readonly string[] {
  if (step.step === "route") {
    return [`- ${vscode.l10n.t("Route: {0}", routeText(step))}`];
  }
  if (!step.ok) {
    return [`- ✗ ${stepName(step)}: ${explainFailure(step, origin.host, connection).message}${took(step)}`];
  }
  return [`- ✓ ${stepName(step)}: ${foundText(step)}${took(step)}`, ...chainLines(step)];
}

function routeText(route: Extract<DiagnosisStep, { step: "route" }>): string {
  switch (route.kind) {
    case "direct":
      return vscode.l10n.t("direct, without a proxy");
    case "unsupported":
      return vscode.l10n.t(
        "through a proxy of the kind {0}, which only VS Code itself can use",
        code(route.proxy),
      );
    case "proxy":
      return route.authenticates
        ? vscode.l10n.t("through the proxy {0}, with a login", code(route.proxy))
        : vscode.l10n.t("through the proxy {0}, without a login", code(route.proxy));
  }
}

function stepName(step: Exclude<DiagnosisStep, { step: "route" }>): string {
  switch (step.step) {
    case "dns":
      return vscode.l10n.t("Name {0}", code(step.host));
    case "connection":
      return vscode.l10n.t("Connection to {0}", code(step.host));
    case "answer":
      return step.transport === "undici"
        ? vscode.l10n.t("Answer over the extension's own connection")
        : vscode.l10n.t("Answer over VS Code's connection");
  }
}

function foundText(step: Extract<DiagnosisStep, { ok: true }>): string {
  switch (step.step) {
    case "dns":
      return step.addresses.map(addressText).join(", ");
    case "connection":
      return tlsText(step.tls);
    case "answer":
      return step.redirectHost === undefined
        ? `HTTP ${step.status}`
        : vscode.l10n.t("HTTP {0}, a redirect to {1}", step.status, code(step.redirectHost));
  }
}

function addressText({ family, kind }: AddressFound): string {
  return `IPv${family} (${kind})`;
}

function tlsText(tls: TlsFound | undefined): string {
  if (tls === undefined) {
    return vscode.l10n.t("open, not encrypted");
  }
  const protocol = tls.protocol ?? "TLS";
  return tls.distrust === undefined
    ? vscode.l10n.t("{0}, certificate trusted", protocol)
    : vscode.l10n.t("{0}, certificate NOT trusted ({1})", protocol, tls.distrust);
}

function chainLines(step: Extract<DiagnosisStep, { ok: true }>): readonly string[] {
  return step.step === "connection" ? (step.tls?.chain ?? []).map(chainLine) : [];
}

function chainLine({ subject, issuer, validTo }: ChainLink): string {
  const until = Number.isFinite(validTo) ? new Date(validTo * 1000).toISOString().slice(0, 10) : "?";
  return `  - ${vscode.l10n.t("{0}, issued by {1}, valid until {2}", code(subject), code(issuer), until)}`;
}

function took({ milliseconds }: { readonly milliseconds: number }): string {
  return ` · ${milliseconds} ms`;
}

/** Foreign words as Markdown code: whoever chose a certificate's name must not format a bug report. */
export function code(text: string | undefined): string {
  return `\`${displayText(text ?? "").replaceAll("`", "'")}\``;
}
