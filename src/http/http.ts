/**
 * The narrow waist between the floors above and the network below. Types only: importing this file
 * loads nothing. Implementations are in `undiciHttp.ts` and `hostHttp.ts`.
 */

/** One request. Redirects are never followed: a 3xx is an answer like any other. */
export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  /** Header names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: RequestBody;
  /** Aborting it closes the socket and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly timeouts?: Partial<Timeouts>;
}

/** Milliseconds without progress after which an exchange fails with reason `timeout`. */
export interface Timeouts {
  /** Until the connection, proxy tunnel and TLS included, is ready. */
  readonly connect: number;
  /** From the last byte sent to the end of the response head. */
  readonly headers: number;
  /** Between two chunks of the response body. */
  readonly body: number;
}

/** A request body of known length: always sent with Content-Length, never chunked. */
export interface RequestBody {
  readonly contentType: string;
  /** Bytes. */
  readonly length: number;
  /**
   * Yields the bytes once. The next chunk is requested only after the previous one has been handed to the
   * socket, so that a buffer may be used again then, and progress may be counted.
   */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The status line and headers of an answer. */
export interface ResponseHead {
  readonly status: number;
  /** The header's value, several joined by ", "; `undefined` if absent. The name is in lower case. */
  header(name: string): string | undefined;
}

/** Holds the wire back while a receiver is busy. Pausing stops reading from the socket. */
export interface Flow {
  pause(): void;
  resume(): void;
}

/**
 * Takes an answer as it arrives. Whatever a method throws ends the exchange, closes the socket and rejects
 * `Http.exchange` with that same error.
 */
export interface Receiver {
  /** Called once, before any data; informational (1xx) answers are not told. */
  onHead(head: ResponseHead, flow: Flow): void;
  /**
   * The chunk is the receiver's to look at until this returns: its memory is used again, so copy what is to be kept.
   * May still be called a few times after `pause()`.
   */
  onData(chunk: Uint8Array): void;
}

/** Makes exchanges. One instance has one network configuration; see `network.ts`. */
export interface Http {
  /**
   * Resolves when the body ended as announced. Rejects with a `NetworkError`, with the own error of the receiver
   * or of the request body's source, or with the signal's reason.
   */
  exchange(request: HttpRequest, receiver: Receiver): Promise<void>;
  /** Closes idle connections and aborts what is under way. */
  close(): Promise<void>;
}

/** What kept an exchange from ending; each has its own remedy. */
export type NetworkReason =
  | "dns"
  | "refused"
  | "unreachable"
  | "reset"
  | "truncated"
  | "timeout"
  | "certificate"
  | "proxy"
  | "proxyAuthentication"
  | "addressForbidden"
  | "protocol"
  | "bodyLength"
  | "tooLarge";

/** What is known beside the reason. */
export interface NetworkErrorDetails {
  readonly code?: string | undefined;
  readonly proxy?: string | undefined;
  /** True if nothing is said. */
  readonly sent?: boolean;
  readonly message?: string;
  readonly cause?: unknown;
}

/** A failure below HTTP: there is no answer, or not a whole one. Carries no request, no header, no query. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly reason: NetworkReason;
  /** The host (and port) that was meant, without path or query. */
  readonly host: string;
  /** The host (and port) of the proxy that stood in between; for reason `proxy` it is the one to look at. */
  readonly proxy: string | undefined;
  /** The system's or library's code, such as `ECONNREFUSED`, or a proxy's status, for a bug report. */
  readonly code: string | undefined;
  /** True if the request may have reached the server whole: a repetition could do its work twice. */
  readonly sent: boolean;

  constructor(reason: NetworkReason, host: string, details: NetworkErrorDetails = {}) {
    super(
      details.message ?? describe(reason, host, details),
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.reason = reason;
    this.host = host;
    this.proxy = details.proxy;
    this.code = details.code;
    this.sent = details.sent ?? true;
  }

  /** Recognises the error also when another bundle made it. */
  static is(error: unknown): error is NetworkError {
    return error instanceof Error && error.name === "NetworkError";
  }
}

function describe(reason: NetworkReason, host: string, { proxy, code }: NetworkErrorDetails): string {
  const facts = [host, proxy === undefined ? undefined : `via ${proxy}`, code];
  return `${reason} (${facts.filter((fact) => fact !== undefined).join(", ")})`;
}
