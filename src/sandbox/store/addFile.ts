import { seconds } from "../api/fileObject.ts";
import type { NewFile } from "../sandbox.ts";
import type { FileStore } from "./fileStore.ts";
import type { IdMint } from "./idMint.ts";
import type { StoredFile } from "./storedFile.ts";

/** Puts a file into the store without an upload. `now`: milliseconds. */
export async function addFile(
  file: NewFile,
  store: FileStore,
  ids: IdMint,
  now: number,
): Promise<StoredFile> {
  const createdAt = file.createdAt ?? seconds(now);
  const common = {
    id: file.id ?? ids.next(createdAt * 1000),
    filename: file.filename,
    purpose: file.purpose,
    createdAt,
    generated: file.generated ?? false,
    extra: file.extra ?? {},
    link: { url: "whole", backup: false, ...file.link },
  } as const;
  if (file.content instanceof Uint8Array) {
    return store.addBytes(common, file.content);
  }
  const { size, seed = 1 } = file.content;
  const stored: StoredFile = { ...common, size, content: { kind: "pattern", seed } };
  store.addKnown([stored]);
  return stored;
}
