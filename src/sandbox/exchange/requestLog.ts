import type { IncomingMessage } from "node:http";

/** Which of the sandbox's ports a request came to. */
export type Place = "api" | "link" | "backup";

/** A request that the sandbox saw, for tests and for `GET /_sandbox/state`. */
export interface SeenRequest {
  readonly place: Place;
  readonly method: string;
  /** Path and query, exactly as on the wire. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}

const mostKept = 10_000;

/** Keeps the newest requests, so that a test can say what a client did and did not send. */
export class RequestLog {
  #seen: SeenRequest[] = [];

  get all(): readonly SeenRequest[] {
    return this.#seen;
  }

  /** Requests to a download host that carried a key, which no client may send there (api.md 5). */
  get leaks(): readonly SeenRequest[] {
    return this.#seen.filter(({ place, headers }) => place !== "api" && "authorization" in headers);
  }

  /** Notes a request; those to the sandbox's own endpoints are no client's. */
  add(place: Place, request: IncomingMessage, at: number): void {
    if (request.url?.startsWith("/_sandbox/") === true) {
      return;
    }
    this.#seen.push({
      place,
      method: request.method ?? "",
      target: request.url ?? "",
      headers: flatten(request.headers),
      at,
    });
    if (this.#seen.length > mostKept) {
      this.#seen = this.#seen.slice(-mostKept / 2);
    }
  }

  clear(): void {
    this.#seen = [];
  }
}

function flatten(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
