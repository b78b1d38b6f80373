import { ExactJsonError, parseExactJson } from "./exactJson.ts";
import { findFields, type Field } from "./jsonFields.ts";
import { isJsonArray, isJsonObject, type JsonValue } from "./jsonValue.ts";
import type { Steps } from "./steps.ts";

/** Text of this length is parsed in a few milliseconds; a list of 100,000 files has 22 million characters. */
const pieceLength = 256 * 1024;

/**
 * Parses JSON as `parseExactJson` does, with pauses: long arrays in the outermost object are cut between elements,
 * and parsed piece by piece.
 * @throws ExactJsonError
 */
export function* parseExactJsonInSteps(text: string, piece = pieceLength): Steps<JsonValue> {
  if (text.length <= piece) {
    return parseExactJson(text);
  }
  const fields = yield* findFields(text, piece);
  const frame = parseExactJson(withoutArrays(text, fields));
  if (!isJsonObject(frame)) {
    return parseExactJson(text);
  }
  const arrays = new Map<string, JsonValue>();
  for (const [key, array] of fields) {
    if (array === undefined) {
      // Of duplicate keys the last one wins, as in `JSON.parse`.
      arrays.delete(key);
    } else {
      arrays.set(key, yield* parsePieces(array.pieces));
    }
  }
  return Object.fromEntries(Object.entries(frame).map(([key, value]) => [key, arrays.get(key) ?? value]));
}

function* parsePieces(pieces: readonly string[]): Steps<JsonValue> {
  const items: JsonValue[] = [];
  for (const piece of pieces) {
    const part = parseExactJson(`[${piece}]`);
    // An empty piece beside others is a comma too many.
    if (!isJsonArray(part) || (part.length === 0 && pieces.length > 1)) {
      throw new ExactJsonError("syntax");
    }
    for (const item of part) {
      items.push(item);
    }
    yield;
  }
  return items;
}

/** The text with `null` in the place of each array: as valid as the whole, given that the pieces are. */
function withoutArrays(text: string, fields: readonly Field[]): string {
  let frame = "";
  let copied = 0;
  for (const [, array] of fields) {
    if (array !== undefined) {
      frame += `${text.slice(copied, array.start)}null`;
      copied = array.end;
    }
  }
  return frame + text.slice(copied);
}
