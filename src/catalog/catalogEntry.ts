import type { FileId, FileRecord } from "../platform/fileRecord.ts";
import type { RememberedFile } from "./rememberedFile.ts";

/** Where the knowledge of a file comes from. */
export type EntryOrigin = "listed" | "remembered" | "both";

/** What is known of a file's last link, without a call. The link itself is never kept. */
export type LinkKnowledge =
  | { readonly kind: "none" }
  /** `expiresAt` is in Unix seconds. */
  | { readonly kind: "live"; readonly expiresAt: number }
  | { readonly kind: "expired"; readonly expiresAt: number }
  | { readonly kind: "lifetimeUnknown" };

/** How long the platform keeps a file, where it documents a limit for its purpose (api.md 3). */
export type Retention =
  | { readonly kind: "unlimited" }
  /** `endsAt` is in Unix seconds. */
  | { readonly kind: "limited"; readonly endsAt: number }
  | { readonly kind: "endingSoon"; readonly endsAt: number }
  | { readonly kind: "over"; readonly endsAt: number };

/** One file as the explorer knows it: an immutable value, kept as the same object while nothing changes. */
export interface CatalogEntry {
  readonly id: FileId;
  /** The best that is known; what a listing leaves open is filled in from memory. */
  readonly record: FileRecord;
  readonly origin: EntryOrigin;
  /** As the last listing gave it, for comparison with a retrieve. */
  readonly listed: FileRecord | undefined;
  readonly remembered: RememberedFile | undefined;
  readonly link: LinkKnowledge;
  readonly retention: Retention;
  /** True where a listing showed the file before and a later one, which should show it, did not. */
  readonly missing: boolean;
  /** True where the file was created after the user last looked. */
  readonly isNew: boolean;
}

/** The id that a tree keeps over refreshes: selection and expansion hang on it. */
export function entryPath(connectionId: string, record: Pick<FileRecord, "id" | "purpose">): string {
  return [connectionId, record.purpose, record.id].map(pathSegment).join("/");
}

/** Keeps a segment from running into its neighbours. (encodeURIComponent throws on a lone surrogate.) */
export function pathSegment(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("/", "%2F");
}
