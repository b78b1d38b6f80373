import { endOfString, parseExactJson } from "./exactJson.ts";
import type { Steps } from "./steps.ts";

/** A field of the outermost object, in order; with its array, if its value is one. */
export type Field = readonly [key: string, value: FieldArray | undefined];

/** An array as text. */
export interface FieldArray {
  /** From its "[" to behind its "]". */
  readonly start: number;
  readonly end: number;
  /** Its elements, some thousands to a piece, without the commas between pieces. */
  readonly pieces: readonly string[];
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
/** Characters looked at between two pauses: about a millisecond. */
const stride = 256 * 1024;

/**
 * Finds the fields of the outermost object, and cuts their arrays between elements into pieces of at least
 * `pieceLength` characters. Of text that is no JSON it finds something: parsing the pieces tells.
 */
export function* findFields(text: string, pieceLength: number): Steps<readonly Field[]> {
  const fields: Field[] = [];
  let depth = 0;
  let key: readonly [number, number] = [0, 0];
  let array: { readonly start: number; readonly pieces: string[]; pieceStart: number } | undefined;
  let nextPause = stride;
  for (let index = 0; index < text.length; index++) {
    if (index >= nextPause) {
      nextPause = index + stride;
      yield;
    }
    const code = text.charCodeAt(index);
    if (code === quote) {
      const end = endOfString(text, index);
      if (depth === 1) {
        key = [index, end];
      }
      index = end - 1;
    } else if (code === colon && depth === 1) {
      fields.push([keyText(text, key), undefined]);
    } else if (code === comma && depth === 2 && array !== undefined) {
      if (index - array.pieceStart >= pieceLength) {
        array.pieces.push(text.slice(array.pieceStart, index));
        array.pieceStart = index + 1;
      }
    } else if (isOpening(code)) {
      depth++;
      if (depth === 2 && code === 0x5b) {
        array = { start: index, pieces: [], pieceStart: index + 1 };
      }
    } else if (isClosing(code)) {
      depth--;
      if (depth === 1 && array !== undefined) {
        // Closed by "}", it stays where it is, and parsing the frame refuses it.
        if (code === 0x5d) {
          const pieces = [...array.pieces, text.slice(array.pieceStart, index)];
          const name = fields.pop()?.[0] ?? "";
          fields.push([name, { start: array.start, end: index + 1, pieces }]);
        }
        array = undefined;
      }
    }
  }
  return fields;
}

function keyText(text: string, [start, end]: readonly [number, number]): string {
  const key = parseExactJson(text.slice(start, end));
  return typeof key === "string" ? key : "";
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
