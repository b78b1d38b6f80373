import {
  isWithin,
  maximumFileBytes,
  maximumUploadBytes,
  purposeFacts,
  type Bounds,
} from "../../platform/purposes.ts";
import { fitsExtension, type ContentKind } from "./content.ts";
import type { UploadProblem } from "./problem.ts";

/**
 * Seconds by which a length may miss its bounds: encoders pad, parsers differ, and the platform has the last word.
 */
const durationTolerance = 0.1;

/** What the first look at a file tells. */
export interface FileFacts {
  readonly filename: string;
  readonly purpose: string;
  /** Bytes. */
  readonly size: number;
  readonly content: ContentKind | undefined;
}

/** The extension in lower case, without its dot; empty if there is none. */
export function extensionOf(filename: string): string {
  const dot = filename.lastIndexOf(".");
  return dot < 1 ? "" : filename.slice(dot + 1).toLowerCase();
}

/** What name, size and first bytes say against an upload (api.md 3). An unknown purpose takes any format. */
export function checkFile({ filename, purpose, size, content }: FileFacts): readonly UploadProblem[] {
  const facts = purposeFacts(purpose);
  if (facts?.upload === "no") {
    return [{ severity: "error", kind: "notUploadable", purpose }];
  }
  const extension = extensionOf(filename);
  const formatLimit = facts === undefined ? maximumFileBytes : maximumUploadBytes(facts, extension);
  const limit = formatLimit ?? maximumFileBytes;
  const problems: UploadProblem[] = [];
  if (formatLimit === undefined) {
    const allowed = facts?.formats.flatMap(({ extensions }) => extensions) ?? [];
    problems.push({ severity: "error", kind: "wrongFormat", extension, allowed });
  }
  if (size > limit) {
    problems.push({ severity: "error", kind: "tooLarge", size, limit });
  }
  if (size === 0) {
    problems.push({ severity: "error", kind: "empty" });
  } else if (!fitsExtension(content, extension)) {
    problems.push({ severity: "warning", kind: "contentMismatch", extension, content });
  }
  return problems;
}

/** @param characters Unicode code points; `undefined` if the text is not UTF-8. */
export function checkCharacters(characters: number | undefined, bounds: Bounds): readonly UploadProblem[] {
  if (characters === undefined) {
    return [{ severity: "warning", kind: "notUtf8" }];
  }
  const limit = bounds.below ?? bounds.atMost;
  return limit === undefined || isWithin(characters, bounds)
    ? []
    : [{ severity: "error", kind: "tooManyCharacters", characters, limit }];
}

/** @param seconds `undefined` if the length cannot be told. */
export function checkDuration(seconds: number | undefined, bounds: Bounds): readonly UploadProblem[] {
  if (seconds === undefined) {
    return [{ severity: "warning", kind: "durationUnknown" }];
  }
  const { atLeast } = bounds;
  const longest = bounds.below ?? bounds.atMost;
  if (atLeast !== undefined && seconds < atLeast - durationTolerance) {
    return [{ severity: "error", kind: "tooShort", seconds, limit: atLeast }];
  }
  return longest !== undefined && seconds > longest + durationTolerance
    ? [{ severity: "error", kind: "tooLong", seconds, limit: longest }]
    : [];
}
