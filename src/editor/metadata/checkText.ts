import * as vscode from "vscode";
import type { CheckOutcome, KnownSizes, VerificationItem } from "../../catalog/verification.ts";
import type { Formats } from "../../shared/format.ts";
import type { PanelAction, PanelChecks } from "../../shared/panelProtocol.ts";
import { exactBytes } from "./exactBytes.ts";

/** The verification in words. */
export function panelChecks(
  items: readonly VerificationItem[],
  actions: readonly PanelAction[],
  formats: Formats,
): PanelChecks {
  return {
    title: vscode.l10n.t("Verification"),
    summary: summaryOf(items),
    items: items.map((item) => ({
      outcome: item.outcome,
      outcomeLabel: outcomeText(item.outcome),
      label: labelOf(item.check),
      reason: reasonOf(item, formats),
    })),
    actions,
  };
}

function summaryOf(items: readonly VerificationItem[]): string {
  const count = (outcome: CheckOutcome): number => items.filter((item) => item.outcome === outcome).length;
  const failed = count("fail");
  const open = count("unknown");
  const parts = [vscode.l10n.t("{0} passed", count("pass"))];
  if (failed > 0) {
    parts.push(vscode.l10n.t("{0} failed", failed));
  }
  if (open > 0) {
    parts.push(vscode.l10n.t("{0} unknown", open));
  }
  return parts.join(", ");
}

function outcomeText(outcome: CheckOutcome): string {
  switch (outcome) {
    case "pass":
      return vscode.l10n.t("passed");
    case "fail":
      return vscode.l10n.t("failed");
    case "unknown":
      return vscode.l10n.t("unknown");
    case "notApplicable":
      return vscode.l10n.t("does not apply");
  }
}

function labelOf(check: VerificationItem["check"]): string {
  switch (check) {
    case "statusZero":
      return vscode.l10n.t("The platform reports success");
    case "idEchoed":
      return vscode.l10n.t("The ID is exactly the one asked for");
    case "purposeAsListed":
      return vscode.l10n.t("The purpose is as listed");
    case "sizeAgrees":
      return vscode.l10n.t("The sizes agree");
    case "linkPresent":
      return vscode.l10n.t("There is a download link");
    case "linkHttps":
      return vscode.l10n.t("The link is encrypted");
    case "linkAlive":
      return vscode.l10n.t("The link works");
  }
}

function reasonOf(item: VerificationItem, formats: Formats): string {
  switch (item.check) {
    case "statusZero":
      return item.found === undefined
        ? vscode.l10n.t("The answer has no status code; gateways may leave it out.")
        : vscode.l10n.t("The status code is {0}.", item.found);
    case "idEchoed":
      return item.reason === "exact"
        ? vscode.l10n.t("Every digit of {0}.", item.found)
        : vscode.l10n.t("Asked for {0}, got {1}.", item.expected, item.found);
    case "purposeAsListed":
      return purposeReason(item);
    case "sizeAgrees":
      return sizeReason(item.reason, item.sizes, formats);
    case "linkPresent":
      return presentReason(item.reason);
    case "linkHttps":
      return httpsReason(item.reason);
    case "linkAlive":
      return aliveReason(item, formats);
  }
}

function purposeReason(item: Extract<VerificationItem, { check: "purposeAsListed" }>): string {
  switch (item.reason) {
    case "same":
      return vscode.l10n.t("Both say {0}.", item.found);
    case "differs":
      return vscode.l10n.t("Listed as {0}, retrieved as {1}.", item.listed ?? "", item.found);
    case "notListed":
      return vscode.l10n.t("The file was not in the last listing, which leaves out generated files.");
  }
}

function sizeReason(
  reason: Extract<VerificationItem, { check: "sizeAgrees" }>["reason"],
  sizes: KnownSizes,
  formats: Formats,
): string {
  if (reason === "tooFewKnown") {
    return vscode.l10n.t("Fewer than two sources give a size, so there is nothing to compare.");
  }
  const known = [
    { source: vscode.l10n.t("list"), size: sizes.listed },
    { source: vscode.l10n.t("answer"), size: sizes.retrieved },
    { source: vscode.l10n.t("link"), size: sizes.link },
  ];
  return known
    .flatMap(({ source, size }) =>
      size === undefined ? [] : [vscode.l10n.t("{0}: {1}", source, exactBytes(size, formats))],
    )
    .join(", ");
}

function presentReason(reason: Extract<VerificationItem, { check: "linkPresent" }>["reason"]): string {
  switch (reason) {
    case "present":
      return vscode.l10n.t("The answer has one that can be followed.");
    case "absent":
      return vscode.l10n.t("The answer has none.");
    case "refused":
      return vscode.l10n.t("The answer has one that is not safe to follow.");
  }
}

function httpsReason(reason: Extract<VerificationItem, { check: "linkHttps" }>["reason"]): string {
  switch (reason) {
    case "https":
      return vscode.l10n.t("It is used over https.");
    case "plain":
      return vscode.l10n.t("It is plain http: others could read and change the file.");
    case "loopback":
      return vscode.l10n.t("It never leaves this machine.");
    case "noLink":
      return vscode.l10n.t("There is no link.");
  }
}

function aliveReason(item: Extract<VerificationItem, { check: "linkAlive" }>, formats: Formats): string {
  switch (item.reason) {
    case "answered":
      return vscode.l10n.t("Its host answered with HTTP {0}.", String(item.status ?? ""));
    case "refused":
      return vscode.l10n.t("Its host refused with HTTP {0}: retrieve again.", String(item.status ?? ""));
    case "unreachable":
      return vscode.l10n.t("Its host could not be reached.");
    case "expired":
      return vscode.l10n.t("It expired at {0}.", formats.dateTime((item.expiredAt ?? 0) * 1000));
    case "notProbed":
      return vscode.l10n.t("Nobody has asked its host yet.");
    case "noLink":
      return vscode.l10n.t("There is no link.");
  }
}
