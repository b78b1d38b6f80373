import { readText } from "../../exchange/readText.ts";
import { seconds } from "../fileObject.ts";
import type { Operation } from "../operation.ts";
import { fields, invalid } from "../outcome.ts";
import { Int64, integerField } from "../wire.ts";

/** Deletes for ever. `purpose` is documented as needed, but the official client sends none (api.md 2). */
export const deleteFile: Operation = async ({ request, now }, { store, save }) => {
  const id = fileIdOf(await readText(request));
  if (id === undefined) {
    return invalid("file_id must be an integer");
  }
  if (store.get(id, seconds(now)) === undefined) {
    return invalid("file not found");
  }
  await store.remove(id);
  await save();
  return fields({ file_id: new Int64(id) });
};

function fileIdOf(json: string): string | undefined {
  try {
    return integerField(json, "file_id");
  } catch {
    return undefined; // not JSON at all
  }
}
