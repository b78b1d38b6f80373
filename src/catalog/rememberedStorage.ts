import {
  isBoolean,
  isExactly,
  isFiniteNumber,
  isObject,
  isOneOf,
  isOptional,
  isString,
  type Guard,
} from "../shared/guard.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";
import {
  dropOldest,
  rememberedSources,
  type RememberedFile,
  type RememberedFiles,
} from "./rememberedFile.ts";

/** The stored form of one file; optional fields are absent where nothing is known. */
interface StoredFile {
  readonly id: string;
  readonly filename: string;
  readonly purpose: string;
  readonly size?: number | undefined;
  readonly createdAt?: number | undefined;
  readonly extra: JsonObject;
  readonly source: RememberedFile["source"];
  readonly rememberedAt: number;
  readonly wasListed: boolean;
  readonly link?: { readonly expiresAt?: number | undefined } | undefined;
}

/** Another version is read as empty, and overwritten: a later form needs a key of its own in the state store. */
interface StoredFiles {
  readonly version: 1;
  readonly files: readonly unknown[];
}

const isAmount: Guard<number> = (value): value is number => isFiniteNumber(value) && value >= 0;

const isStoredFile = isObject<StoredFile>({
  id: (value): value is string => isString(value) && value !== "",
  filename: isString,
  purpose: isString,
  size: isOptional(isAmount),
  createdAt: isOptional(isAmount),
  extra: isJsonObject,
  source: isOneOf(rememberedSources),
  rememberedAt: isAmount,
  wasListed: isBoolean,
  link: isOptional(
    isObject<{ readonly expiresAt?: number | undefined }>({ expiresAt: isOptional(isAmount) }),
  ),
});

const isStoredFiles = isObject<StoredFiles>({
  version: isExactly(1),
  files: (value): value is readonly unknown[] => Array.isArray(value),
});

/** A plain value for the editor's state store. */
export function rememberedToJson(files: RememberedFiles): JsonValue {
  return { version: 1, files: [...files.values()].map(fileToJson) };
}

/** Reads what was stored. Never throws: what is not understood is left out. */
export function rememberedFromJson(stored: unknown): RememberedFiles {
  const files = new Map<string, RememberedFile>();
  if (isStoredFiles(stored)) {
    for (const item of stored.files.filter(isStoredFile)) {
      files.delete(item.id);
      files.set(item.id, fileFromJson(item));
    }
  }
  return dropOldest(files);
}

function fileToJson({ record, source, rememberedAt, wasListed, link }: RememberedFile): JsonObject {
  return {
    id: record.id,
    filename: record.filename,
    purpose: record.purpose,
    ...(record.size === undefined ? {} : { size: record.size }),
    ...(record.createdAt === undefined ? {} : { createdAt: record.createdAt }),
    extra: record.extra,
    source,
    rememberedAt,
    wasListed,
    ...(link === undefined
      ? {}
      : { link: link.expiresAt === undefined ? {} : { expiresAt: link.expiresAt } }),
  };
}

function fileFromJson(stored: StoredFile): RememberedFile {
  const { id, filename, purpose, size, createdAt, extra, source, rememberedAt, wasListed, link } = stored;
  return {
    record: { id, filename, purpose, size, createdAt, extra },
    source,
    rememberedAt,
    link: link === undefined ? undefined : { expiresAt: link.expiresAt },
    wasListed,
  };
}
