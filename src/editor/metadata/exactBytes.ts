import * as vscode from "vscode";
import type { Formats } from "../../shared/format.ts";

/** A size to the last byte: `1,234 bytes`. */
export function exactBytes(size: number, formats: Formats): string {
  return size === 1 ? vscode.l10n.t("1 byte") : vscode.l10n.t("{0} bytes", formats.count(size));
}
