import { isAlive } from "../../store/storedFile.ts";
import { fileObject, seconds } from "../fileObject.ts";
import type { Operation } from "../operation.ts";
import { fields } from "../outcome.ts";

/** All files, or those of one purpose, newest first; not paged. */
export const list: Operation = ({ query, now }, { settings, store }) => {
  const purpose = query.get("purpose");
  const files = store.all
    .filter((file) => isAlive(file, seconds(now)))
    .filter((file) => settings.listGenerated || !file.generated)
    .filter((file) => purpose === null || purpose === "" || file.purpose === purpose)
    .sort((a, b) => b.createdAt - a.createdAt)
    .map(fileObject);
  if (files.length === 0 && settings.emptyList !== "array") {
    return fields(settings.emptyList === "null" ? { files: null } : {});
  }
  return fields({ files });
};
