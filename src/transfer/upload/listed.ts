import type { FileRecord } from "../../platform/fileRecord.ts";
import { maximumAccountBytes } from "../../platform/purposes.ts";
import { escapeParameter } from "./multipart.ts";
import type { UploadProblem } from "./problem.ts";

/** What tells a file in the platform's list, which knows no checksum. */
export interface UploadedAs {
  readonly filename: string;
  readonly purpose: string;
  /** Bytes. */
  readonly size: number;
}

/** Those of the listed files that may have come from such an upload. */
export function lookalikes(files: readonly FileRecord[], upload: UploadedAs): readonly FileRecord[] {
  // A server may take the escaped name literally, and may normalise it.
  const names = new Set([upload.filename, escapeParameter(upload.filename)].map(normalized));
  return files.filter(
    (file) =>
      file.size === upload.size && file.purpose === upload.purpose && names.has(normalized(file.filename)),
  );
}

/** What the platform's list says against an upload. Files of unknown size count as nothing. */
export function checkAccount(files: readonly FileRecord[], upload: UploadedAs): readonly UploadProblem[] {
  const problems: UploadProblem[] = [];
  const used = files.reduce((sum, file) => sum + (file.size ?? 0), 0);
  if (used + upload.size > maximumAccountBytes) {
    const { size } = upload;
    problems.push({ severity: "error", kind: "quotaExceeded", used, size, limit: maximumAccountBytes });
  }
  const same = lookalikes(files, upload);
  if (same.length > 0) {
    problems.push({ severity: "warning", kind: "alreadyThere", ids: same.map((file) => file.id) });
  }
  return problems;
}

function normalized(name: string): string {
  return name.normalize("NFC");
}
