import type { Answer } from "../exchange/answer.ts";
import { answer } from "../exchange/answer.ts";
import type { Body } from "../exchange/body.ts";
import { bytesBody, emptyBody, mapBody } from "../exchange/body.ts";
import type { FileStore } from "../store/fileStore.ts";
import type { StoredFile } from "../store/storedFile.ts";
import type { LinkRequest } from "./linkRequest.ts";
import { mediaType } from "./mediaType.ts";
import { readRange } from "./range.ts";

/** Answers a request for bytes: 200, 206 or 416, with validators and the attachment header (api.md 5). */
export function serveFile(request: LinkRequest, store: FileStore): Answer {
  const { file } = request;
  const size = Math.max(0, file.size + request.resizedBy);
  const validators = validatorsOf(request);
  const headers: Record<string, string> = {
    "accept-ranges": "bytes",
    "content-type": mediaType(file.filename),
    "content-disposition": "attachment",
    ...validators,
  };
  const range = conditionHolds(request.ifRange, validators)
    ? readRange(request.range, size)
    : ({ kind: "whole" } as const);
  switch (range.kind) {
    case "whole":
      return answer(200, headers, bytesOf(request, store, 0, size));
    case "unsatisfiable":
      return answer(416, { ...headers, "content-range": `bytes */${size}` }, emptyBody);
    case "part":
      return answer(
        206,
        { ...headers, "content-range": `bytes ${range.start}-${range.end - 1}/${size}` },
        bytesOf(request, store, range.start, range.end),
      );
  }
}

/** What `changed` faults serve in place of the file's own bytes. */
export function changedBytes(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte ^ 0x5a);
}

function validatorsOf({ file, etag, changed }: LinkRequest): Record<string, string> {
  const version = changed === "seen" ? 1 : 0;
  const modified = new Date((file.createdAt + version * 60) * 1000).toUTCString();
  const tag = `"${strongTag(file)}${version === 0 ? "" : `-${version}`}"`;
  switch (etag) {
    case "strong":
      return { etag: tag, "last-modified": modified };
    case "weak":
      return { etag: `W/${tag}`, "last-modified": modified };
    case "none":
      return { "last-modified": modified };
  }
}

/** The MD5 of the object, as OSS has it for one that was put in one piece. */
function strongTag(file: StoredFile): string {
  return file.content.kind === "blob"
    ? file.content.md5.toUpperCase()
    : `PATTERN-${file.content.seed}-${file.size}`;
}

/** If-Range compares strongly: a weak tag never matches (RFC 9110, 13.1.5). */
function conditionHolds(ifRange: string | undefined, validators: Readonly<Record<string, string>>): boolean {
  return (
    ifRange === undefined ||
    ifRange === validators["last-modified"] ||
    (ifRange.startsWith('"') && ifRange === validators["etag"])
  );
}

function bytesOf(request: LinkRequest, store: FileStore, start: number, end: number): Body {
  const there = Math.min(end, request.file.size);
  const own = start < there ? store.read(request.file, start, there) : emptyBody;
  const padded = end > there ? followedBy(own, Buffer.alloc(end - Math.max(start, there))) : own;
  return request.changed === "no" ? padded : mapBody(padded, changedBytes);
}

function followedBy(body: Body, rest: Uint8Array): Body {
  return {
    length: (body.length ?? 0) + rest.length,
    async *chunks() {
      yield* body.chunks();
      yield* bytesBody(rest).chunks();
    },
  };
}
