import { isBoolean, isFiniteNumber, isObject, isOneOf, isString, isUnion } from "../../shared/guard.ts";
import { isJsonObject, type JsonObject } from "../../shared/jsonValue.ts";

/** Where a file's bytes are. */
export type Content =
  /** In the sandbox's folder, under the file's id. */
  | { readonly kind: "blob"; readonly md5: string }
  /** Computed; see `pattern.ts`. */
  | { readonly kind: "pattern"; readonly seed: number };

/** What `retrieve` says about a file's link: the platform has all of these (api.md 2). */
export interface LinkShape {
  readonly url: "whole" | "withoutScheme" | "insecure" | "absent";
  /** Adds the undocumented `backup_download_url`. */
  readonly backup: boolean;
}

/** A file of the sandbox, as its index keeps it. */
export interface StoredFile {
  /** An int64 in decimal digits. */
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  /** Bytes, the truth; generated files are told as 0. */
  readonly size: number;
  /** Unix seconds. */
  readonly createdAt: number;
  /** Made by a task: `bytes` is 0, and `list` does not show it. */
  readonly generated: boolean;
  /** Fields that no documentation mentions. */
  readonly extra: JsonObject;
  readonly content: Content;
  readonly link: LinkShape;
}

/** Whether something read from disk is a file of the index. */
export const isStoredFile = isObject<StoredFile>({
  id: isString,
  filename: isString,
  purpose: isString,
  size: isFiniteNumber,
  createdAt: isFiniteNumber,
  generated: isBoolean,
  extra: isJsonObject,
  content: isUnion<"kind", Content>("kind", {
    blob: isObject({ kind: isOneOf(["blob"]), md5: isString }),
    pattern: isObject({ kind: isOneOf(["pattern"]), seed: isFiniteNumber }),
  }),
  link: isObject<LinkShape>({
    url: isOneOf(["whole", "withoutScheme", "insecure", "absent"]),
    backup: isBoolean,
  }),
});

const weekSeconds = 7 * 24 * 3600;
const weekPurposes = new Set(["video_understanding", "video_generation_input"]);

/** Inputs for video live seven days (api.md 3). `now`: Unix seconds. */
export function isAlive(file: StoredFile, now: number): boolean {
  return !weekPurposes.has(file.purpose) || now - file.createdAt < weekSeconds;
}
