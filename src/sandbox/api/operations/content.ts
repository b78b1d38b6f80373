import { queriedId, seconds } from "../fileObject.ts";
import type { Operation } from "../operation.ts";
import { invalid } from "../outcome.ts";

/** A file's bytes through the API itself; labelled as the platform labels them, which is not what they are. */
export const content: Operation = ({ query, now }, { settings, store }) => {
  const id = queriedId(query, "file_id");
  if (id === undefined) {
    return invalid("file_id");
  }
  const file = store.get(id, seconds(now));
  return file === undefined
    ? invalid("file not found")
    : { kind: "bytes", contentType: settings.contentType, body: store.read(file) };
};
