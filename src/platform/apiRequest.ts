import type { RequestBody } from "../http/http.ts";
import { isFileId } from "./fileId.ts";
import type { FileId } from "./fileRecord.ts";
import { PlatformError } from "./platformError.ts";

/** How requests to the API are written (api.md 1 and 2). */

const userAgent = "minimax-files-vscode";

/** The URL of an endpoint. The path is ours; everything that came from elsewhere goes into the query, encoded. */
export function apiUrl(
  origin: string,
  path: `/v1/${string}`,
  query: Readonly<Record<string, string | undefined>>,
): URL {
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  return url;
}

/**
 * The key, without the white space that comes along when it is pasted.
 * @throws PlatformError `unauthorized` for a key that no header can carry: it was not pasted whole, or not alone.
 */
export function checkKey(key: string): string {
  const trimmed = key.trim();
  if (!/^[\x21-\x7E]+$/.test(trimmed)) {
    throw new PlatformError("unauthorized", "The key is empty or contains characters that no key has", {
      status: 0,
      retryable: false,
    });
  }
  return trimmed;
}

/** The headers of every call. */
export function apiHeaders(key: string, accept: string): Readonly<Record<string, string>> {
  return { accept, authorization: `Bearer ${key}`, "user-agent": userAgent };
}

/**
 * The body of a delete call. The API wants `file_id` as a JSON integer, which JavaScript's numbers cannot hold, so the
 * digits are put in as they are.
 */
export function deleteBody(id: FileId, purpose: string | undefined): RequestBody {
  if (!isFileId(id)) {
    throw new RangeError("A file id is a positive int64 in decimal digits");
  }
  const rest = purpose === undefined ? "" : `,"purpose":${JSON.stringify(purpose)}`;
  const bytes = new TextEncoder().encode(`{"file_id":${id}${rest}}`);
  return {
    contentType: "application/json",
    length: bytes.byteLength,
    async *chunks() {
      yield await Promise.resolve(bytes);
    },
  };
}
