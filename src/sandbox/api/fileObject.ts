import type { StoredFile } from "../store/storedFile.ts";
import type { WireObject } from "./wire.ts";
import { Int64 } from "./wire.ts";

/** The platform's FileObject: a bare integer for an id, 0 for the size of a generated file (api.md 2). */
export function fileObject(file: StoredFile): WireObject {
  return {
    file_id: new Int64(file.id),
    bytes: file.generated ? 0 : file.size,
    created_at: file.createdAt,
    filename: file.filename,
    purpose: file.purpose,
    ...file.extra,
  };
}

/** The id that a query names: digits only, or the platform calls it invalid. */
export function queriedId(query: URLSearchParams, name: string): string | undefined {
  const id = query.get(name);
  return id !== null && /^\d{1,19}$/.test(id) ? id : undefined;
}

/** Unix seconds of a time in milliseconds. */
export function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
