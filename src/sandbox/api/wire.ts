import type { JsonValue } from "../../shared/jsonValue.ts";

/** An integer that is written with exactly these digits, which a JavaScript number could not hold. */
export class Int64 {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** JSON as it goes on the wire. */
export type WireValue = JsonValue | Int64 | readonly WireValue[] | WireObject;

export interface WireObject {
  readonly [key: string]: WireValue;
}

/** Like `JSON.stringify`, with exact integers. */
export function encodeWire(value: WireValue): string {
  if (value instanceof Int64) {
    return value.digits;
  }
  if (Array.isArray(value)) {
    return `[${value.map((item: WireValue) => encodeWire(item)).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value as WireObject);
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${encodeWire(field)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The digits of a bare integer field of a JSON text, `undefined` if the field is anything else or absent. */
export function integerField(json: string, field: string): string | undefined {
  let digits: string | undefined;
  JSON.parse(json, (key: string, value: unknown, context?: { readonly source?: string }) => {
    if (key === field && typeof value === "number" && /^-?\d+$/.test(context?.source ?? "")) {
      digits = context?.source;
    }
    return value;
  });
  return digits;
}
