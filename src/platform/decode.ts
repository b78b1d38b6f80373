import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";
import { runNow, type Steps } from "../shared/steps.ts";
import { isFileId } from "./fileId.ts";
import type { FileId, FileRecord } from "./fileRecord.ts";

/** An answer that is JSON and claims success, but has not the shape that the API documents. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

const links = new Set(["download_url", "backup_download_url"]);

/** Records decoded between two pauses. */
const stride = 200;

/** The records of a list answer, decoded in one go. */
export function decodeFiles(body: JsonObject): readonly FileRecord[] {
  return runNow(decodeFilesInSteps(body));
}

/** The records of a list answer. A missing or null `files` is an empty list, as long as the answer is the platform's. */
export function* decodeFilesInSteps(body: JsonObject): Steps<readonly FileRecord[]> {
  const files = body["files"];
  if (files === undefined || files === null) {
    if (!("files" in body) && !isJsonObject(body["base_resp"])) {
      throw new ShapeError("The answer holds no list of files");
    }
    return [];
  }
  if (!isJsonArray(files)) {
    throw new ShapeError("The list of files is not a list");
  }
  const records: FileRecord[] = [];
  for (const file of files) {
    records.push(decodeFile(file));
    if (records.length % stride === 0) {
      yield;
    }
  }
  return records;
}

/**
 * One FileObject (api.md 2). Only the id must be there and be one. A field whose value makes no sense counts as
 * unknown, and the value is kept in `extra`, so that nothing that the platform said is lost.
 */
export function decodeFile(value: JsonValue | undefined): FileRecord {
  if (!isJsonObject(value)) {
    throw new ShapeError("The answer describes no file");
  }
  const id = decodeFileId(value["file_id"]);
  if (id === undefined) {
    throw new ShapeError("The answer describes a file without a valid file_id");
  }
  const fields = new Fields(value);
  fields.drop("file_id");
  return {
    id,
    filename: fields.takeText("filename"),
    purpose: fields.takeText("purpose"),
    size: fields.takeCount("bytes"),
    createdAt: fields.takeCount("created_at"),
    extra: fields.rest((name) => !links.has(name)),
  };
}

/**
 * An id as the answers write it: a number or a string; `undefined` for 0, "" and anything that is no id. A number
 * beyond 2^53 was no integer on the wire (`exactJson.ts`): a gateway has rounded it, and it may be another file's id.
 */
export function decodeFileId(value: JsonValue | undefined): FileId | undefined {
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === "string" && isFileId(text) ? text : undefined;
}

/** Takes the fields that are understood out of an object, and hands over the rest. */
class Fields {
  readonly #left: Map<string, JsonValue>;

  constructor(source: JsonObject) {
    this.#left = new Map(Object.entries(source));
  }

  drop(name: string): void {
    this.#left.delete(name);
  }

  takeText(name: string): string {
    const value = this.#left.get(name);
    if (typeof value !== "string") {
      return "";
    }
    this.drop(name);
    return value;
  }

  /** A whole number above zero: the platform writes 0 for what it does not know. */
  takeCount(name: string): number | undefined {
    const value = this.#left.get(name);
    const count = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
    if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0) {
      return undefined;
    }
    this.drop(name);
    return count === 0 ? undefined : count;
  }

  /** Without a prototype, so that a field called `__proto__` is a field like any other. */
  rest(wanted: (name: string) => boolean): JsonObject {
    const rest = Object.create(null) as Record<string, JsonValue>;
    for (const [name, value] of this.#left) {
      if (wanted(name)) {
        rest[name] = value;
      }
    }
    return rest;
  }
}
