import * as vscode from "vscode";
import { overallOutcome, writeVerification, type VerifiedFile } from "../../catalog/verificationTable.ts";
import { isCancellation } from "../../shared/cancellation.ts";
import type { Formats } from "../../shared/format.ts";
import type { ChosenFile, ChosenFiles } from "../explorer/chosenFiles.ts";
import { withCancellableProgress } from "../progress.ts";
import { confirmCost, countByConnection } from "../usage/confirmCost.ts";
import { verifyFiles, type VerifyWorld } from "./verifyFiles.ts";

export interface VerifyContext extends VerifyWorld {
  readonly chosen: ChosenFiles;
  readonly formats: Formats;
}

/** "Verify…": asks about the cost, verifies with progress, and opens the findings as a table that can be saved. */
export async function verifyChosen(context: VerifyContext, files: readonly ChosenFile[]): Promise<void> {
  const { formats } = context;
  const planned = countByConnection(files.map(({ connection }) => connection));
  if (files.length === 0 || !(await confirmCost(planned, formats))) {
    return;
  }
  const findings = await collect(context, files);
  if (findings.length === 0) {
    return;
  }
  const document = await vscode.workspace.openTextDocument({
    language: "csv",
    content: [...writeVerification(findings)].join("").replaceAll("\r\n", "\n"),
  });
  await vscode.window.showTextDocument(document, { preview: false });
  void vscode.window.showInformationMessage(summary(findings, files.length, formats));
}

/** What was found until the end or a cancel. */
async function collect(
  context: VerifyContext,
  files: readonly ChosenFile[],
): Promise<readonly VerifiedFile[]> {
  const findings: VerifiedFile[] = [];
  const { formats } = context;
  const title = vscode.l10n.t("Verifying");
  await withCancellableProgress(title, async (signal, report) => {
    try {
      for await (const finding of verifyFiles(files, context, signal)) {
        findings.push(finding);
        const done = formats.count(findings.length);
        const all = formats.count(files.length);
        report({ message: vscode.l10n.t("{0} of {1}", done, all), increment: 100 / files.length });
      }
    } catch (error) {
      if (!isCancellation(error)) {
        throw error;
      }
    }
  });
  return findings;
}

function summary(findings: readonly VerifiedFile[], asked: number, formats: Formats): string {
  const count = (outcome: ReturnType<typeof overallOutcome>): string =>
    formats.count(findings.filter((finding) => overallOutcome(finding) === outcome).length);
  const found = vscode.l10n.t(
    "Verified {0} of {1}: {2} passed, {3} failed, {4} left open.",
    formats.count(findings.length),
    formats.count(asked),
    count("pass"),
    count("fail"),
    count("unknown"),
  );
  return found;
}
