import type { Body } from "../exchange/body.ts";
import type { WireObject } from "./wire.ts";

/** What an operation came to, before a face puts it into its own words. */
export type Outcome =
  | { readonly kind: "fields"; readonly fields: WireObject }
  | { readonly kind: "bytes"; readonly contentType: string; readonly body: Body }
  | Refusal
  /** The operation is not part of this face. */
  | { readonly kind: "notOffered" }
  /** A query without the model by which a gateway routes. */
  | { readonly kind: "noChannel"; readonly model: string };

export interface Refusal {
  readonly kind: "refused";
  /** `base_resp.status_code` (api.md 4). */
  readonly code: number;
  readonly message: string;
  /** The HTTP status; 200 unless the platform makes an exception. */
  readonly status?: number;
  /** Fields beside `base_resp`: a failed task is told with an error code and its own state. */
  readonly fields?: WireObject;
}

export function fields(value: WireObject): Outcome {
  return { kind: "fields", fields: value };
}

export function refused(code: number, message: string): Refusal {
  return { kind: "refused", code, message };
}

/** 2013, the platform's word for whatever is wrong with a request. */
export function invalid(what: string): Refusal {
  return refused(2013, `invalid params, ${what}`);
}
