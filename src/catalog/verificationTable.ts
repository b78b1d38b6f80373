import type { FileId } from "../platform/fileRecord.ts";
import { csvLine } from "./csv.ts";
import type { CheckOutcome, VerificationItem } from "./verification.ts";

/** The result of verifying one file. */
export type VerifiedFile =
  | {
      readonly kind: "verified";
      readonly id: FileId;
      readonly filename: string;
      readonly purpose: string;
      readonly items: readonly VerificationItem[];
    }
  /** The retrieve itself failed. */
  | {
      readonly kind: "failed";
      readonly id: FileId;
      readonly filename: string;
      readonly purpose: string;
      readonly reason: string;
    };

const checks = [
  "statusZero",
  "idEchoed",
  "purposeAsListed",
  "sizeAgrees",
  "linkPresent",
  "linkHttps",
  "linkAlive",
] as const satisfies readonly VerificationItem["check"][];

/** A file's outcome in one word: its worst check. */
export function overallOutcome(file: VerifiedFile): CheckOutcome {
  if (file.kind === "failed" || file.items.some(({ outcome }) => outcome === "fail")) {
    return "fail";
  }
  return file.items.some(({ outcome }) => outcome === "unknown") ? "unknown" : "pass";
}

/** Writes verified files as CSV, one line each, every check with its outcome and reason. */
export function* writeVerification(files: Iterable<VerifiedFile>): Generator<string> {
  yield csvLine(["file_id", "filename", "purpose", "outcome", ...checks, "error"]);
  for (const file of files) {
    const items = new Map(file.kind === "verified" ? file.items.map((item) => [item.check, item]) : []);
    yield csvLine([
      file.id,
      file.filename,
      file.purpose,
      overallOutcome(file),
      ...checks.map((check) => cellOf(items.get(check))),
      file.kind === "failed" ? file.reason : undefined,
    ]);
  }
}

function cellOf(item: VerificationItem | undefined): string | undefined {
  return item === undefined ? undefined : `${item.outcome}: ${item.reason}`;
}
