import { ExactJsonError, parseExactJson } from "../shared/exactJson.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../shared/jsonValue.ts";

/** What every answer has, and what is told elsewhere. */
const knownFields = new Set(["file", "base_resp", "request_id"]);

/** What an answer as received says beside the file. */
export interface AnswerFields {
  /** `base_resp.status_code`; `undefined` where a gateway leaves it out. */
  readonly statusCode: number | string | undefined;
  /** The fields that not every answer has, where a gateway adds some. */
  readonly others: JsonObject;
}

/** Reads an answer to a retrieve call, as received. */
export function answerFields(raw: string): AnswerFields {
  const body = parsed(raw);
  if (!isJsonObject(body)) {
    return { statusCode: undefined, others: {} };
  }
  const base = body["base_resp"];
  const code = isJsonObject(base) ? base["status_code"] : undefined;
  return {
    statusCode: typeof code === "number" || typeof code === "string" ? code : undefined,
    others: Object.fromEntries(Object.entries(body).filter(([name]) => !knownFields.has(name))),
  };
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
