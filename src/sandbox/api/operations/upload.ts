import { rm } from "node:fs/promises";
import type { StoredFile } from "../../store/storedFile.ts";
import { fileObject, seconds } from "../fileObject.ts";
import { boundaryOf, MultipartError } from "../multipart.ts";
import type { Desk, Operation } from "../operation.ts";
import type { Refusal } from "../outcome.ts";
import { fields, invalid, refused } from "../outcome.ts";
import { refuseUpload } from "../purposeRules.ts";
import type { ReceivedFile, ReceivedUpload } from "../receiveUpload.ts";
import { receiveUpload } from "../receiveUpload.ts";

/** Takes a file in, or refuses it and keeps nothing. */
export const upload: Operation = async ({ request, now }, desk) => {
  const boundary = boundaryOf(request.headers["content-type"]);
  if (boundary === undefined) {
    return invalid("multipart/form-data is required");
  }
  const path = desk.store.incomingPath();
  try {
    const received = await receiveUpload(request, boundary, { path, limit: desk.settings.fileLimit });
    const judged = judge(received, desk);
    if ("kind" in judged) {
      return judged;
    }
    const file = storedFile(judged.purpose, judged.file, desk.ids.next(now), now);
    await desk.store.adopt(file, path);
    await desk.save();
    return fields({ file: fileObject(file) });
  } catch (error) {
    if (error instanceof MultipartError) {
      return invalid("broken multipart body");
    }
    throw error;
  } finally {
    await rm(path, { force: true });
  }
};

function judge(
  { purpose, file }: ReceivedUpload,
  { settings, store }: Desk,
): Refusal | { readonly purpose: string; readonly file: ReceivedFile } {
  if (purpose === undefined || purpose === "") {
    return invalid("purpose is required");
  }
  if (file === undefined) {
    return invalid("file is required");
  }
  if (file.size > settings.fileLimit) {
    return invalid("file is too large");
  }
  if (store.usedBytes + file.size > settings.quota) {
    return refused(1030, "file storage quota exceeded");
  }
  return refuseUpload(purpose, file) ?? { purpose, file };
}

function storedFile(purpose: string, file: ReceivedFile, id: string, now: number): StoredFile {
  return {
    id,
    filename: file.filename,
    purpose,
    size: file.size,
    createdAt: seconds(now),
    generated: false,
    extra: {},
    content: { kind: "blob", md5: file.md5 },
    link: { url: "whole", backup: false },
  };
}
