/** A parsed JSON value. Integers of 16 or more digits arrive as strings: see `exactJson.ts`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A parsed JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
