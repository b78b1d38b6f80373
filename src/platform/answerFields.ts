import { ExactJsonError, parseExactJson } from "../shared/exactJson.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";

/** `base_resp.status_code` of an answer as received; `undefined` where a gateway leaves it out. */
export function statusCodeOf(raw: string): number | string | undefined {
  const code = field(field(parsed(raw), "base_resp"), "status_code");
  return typeof code === "number" || typeof code === "string" ? code : undefined;
}

/** What every answer has, and what is told elsewhere. */
const knownFields = new Set(["file", "base_resp", "request_id"]);

/** The fields that an answer as received has beside the file, where a gateway adds some. */
export function otherFieldsOf(raw: string): JsonObject {
  const body = parsed(raw);
  return isJsonObject(body)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !knownFields.has(name)))
    : {};
}

function field(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function parsed(raw: string): JsonValue | undefined {
  try {
    return parseExactJson(raw);
  } catch (error) {
    if (error instanceof ExactJsonError) {
      return undefined;
    }
    throw error;
  }
}
