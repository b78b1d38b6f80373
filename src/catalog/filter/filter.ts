import type { FileKind } from "../fileKind.ts";

/** What the user wants to see: files for which every term holds. No terms: all files. */
export interface Filter {
  readonly terms: readonly FilterTerm[];
}

export interface FilterTerm {
  /** `-word`: holds where the condition does not. */
  readonly negated: boolean;
  readonly condition: Condition;
}

export type Comparison = "<" | "<=" | "=" | ">=" | ">";

/** One condition. Texts and patterns are compared without case. */
export type Condition =
  /** `word`: the name contains it, or the id begins with it. */
  | { readonly kind: "word"; readonly text: string }
  /** `name:word`. */
  | { readonly kind: "nameContains"; readonly text: string }
  /** `*.mp4`, `name:take-?.wav`: the whole name. */
  | { readonly kind: "nameMatches"; readonly pattern: string }
  | { readonly kind: "purposeContains"; readonly text: string }
  | { readonly kind: "purposeMatches"; readonly pattern: string }
  /** `type:video`; `text` takes in json and tables. */
  | { readonly kind: "type"; readonly type: FileKind }
  /** `type:mp4`. */
  | { readonly kind: "extension"; readonly extension: string }
  | { readonly kind: "idStartsWith"; readonly prefix: string }
  /** `>10mb`: bytes. */
  | { readonly kind: "size"; readonly comparison: Comparison; readonly bytes: number }
  | { readonly kind: "sizeUnknown" }
  /** `before:2026-01-01`: created before that day began. */
  | { readonly kind: "before"; readonly day: FilterDay; readonly text: string }
  /** `after:2026-01-01`: on that day or later. */
  | { readonly kind: "after"; readonly day: FilterDay; readonly text: string };

/** When a day begins: milliseconds since the Unix epoch, or a word for what is another day tomorrow. */
export type FilterDay = number | "today" | "yesterday";

/** What could not be understood, and where (UTF-16 offsets into the text as typed). */
export interface FilterProblem {
  readonly reason: FilterProblemReason;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FilterProblemReason =
  /** `colour:red`; searched as a plain word. */
  | "unknownKey"
  /** `type:`; left out, as are those that follow. */
  | "emptyValue"
  /** `>10xb`. */
  | "badSize"
  /** `before:yesteryear`. */
  | "badDate"
  /** `type:vidoe`. */
  | "unknownType"
  /** `"my file`; taken to the end of the text. */
  | "unclosedQuote"
  /** Only the beginning of the text is used. */
  | "tooLong";

export const everything: Filter = { terms: [] };
