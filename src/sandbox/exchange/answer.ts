import type { Body } from "./body.ts";
import { emptyBody, textBody } from "./body.ts";

/** How a connection is ended, or not, before its answer is whole. */
export interface Cut {
  /** `head`: before the status line; otherwise after that many bytes of the body. */
  readonly at: "head" | number;
  /** `reset`: TCP RST. `finish`: an orderly FIN. `stall`: silence until the client gives up. */
  readonly by: "reset" | "finish" | "stall";
}

/** A speed: never more than `bytes` in `milliseconds`. */
export interface Pace {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** How an answer travels. Faults change it; the plain one is empty. */
export interface Delivery {
  /** Milliseconds before the head. */
  readonly delay?: number;
  readonly pace?: Pace;
  readonly cut?: Cut;
}

/** A whole answer as data, so that faults can change it before it is sent. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. `content-length` is added from the body where it is absent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly delivery: Delivery;
}

export function answer(status: number, headers: Readonly<Record<string, string>>, body: Body): Answer {
  return { status, headers, body, delivery: {} };
}

export function textAnswer(status: number, contentType: string, text: string): Answer {
  return answer(status, { "content-type": contentType }, textBody(text));
}

/** No answer at all: the connection ends before the head. */
export function noAnswer(by: Cut["by"]): Answer {
  return { status: 200, headers: {}, body: emptyBody, delivery: { cut: { at: "head", by } } };
}

export function withHeaders(plain: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...plain, headers: { ...plain.headers, ...headers } };
}

export function withDelivery(plain: Answer, delivery: Delivery): Answer {
  return { ...plain, delivery: { ...plain.delivery, ...delivery } };
}
