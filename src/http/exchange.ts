import { freeChunk } from "./chunkMemory.ts";
import { toNetworkError } from "./errors.ts";
import { NetworkError } from "./http.ts";
import type { HttpRequest, Receiver, ResponseHead, Timeouts } from "./http.ts";
import { announcedLength } from "./responseHead.ts";
import { defaultTimeouts, Watchdog } from "./timeouts.ts";

/** What an exchange can do to the connection that carries it. */
export interface Wire {
  pause(): void;
  resume(): void;
  /** Closes the socket at once. */
  destroy(): void;
}

/** How an exchange tells its outcome. */
interface Outcome {
  resolve(): void;
  reject(reason: unknown): void;
}

/**
 * - `connecting`: nothing was sent.
 * - `sending`: the connection is ready; ends with the answer's head.
 * - `receiving`: the body arrives.
 */
type Phase = "connecting" | "sending" | "receiving" | "over";

/**
 * Runs one exchange: `start` hands it to a transport, which tells it what happens on the wire.
 * Settles as `Http.exchange` promises.
 */
export function runExchange(
  request: HttpRequest,
  receiver: Receiver,
  start: (exchange: Exchange) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(request, receiver, { resolve, reject });
    exchange.begin();
    if (!exchange.isOver) {
      try {
        start(exchange);
      } catch (error) {
        exchange.fail(error);
      }
    }
  });
}

/**
 * One request and its answer, whichever library carries them: keeps what `Http` promises about timeouts,
 * cancellation, exact lengths and a single outcome.
 */
export class Exchange {
  readonly #request: HttpRequest;
  readonly #receiver: Receiver;
  readonly #outcome: Outcome;
  readonly #timeouts: Timeouts;
  readonly #watchdog = new Watchdog(() => {
    this.#onSilence();
  });
  #phase: Phase = "connecting";
  #paused = false;
  #wire: Wire | undefined;
  /** Bytes of the request's body that were handed to the socket. */
  #handedOver = 0;
  /** Bytes of the answer's body still to come, where it announced a length. */
  #missing: number | undefined;
  /** The chunk that was delivered last. Its transport may look at it until the next one comes. */
  #delivered: Uint8Array | undefined;

  constructor(request: HttpRequest, receiver: Receiver, outcome: Outcome) {
    this.#request = request;
    this.#receiver = receiver;
    this.#outcome = outcome;
    this.#timeouts = { ...defaultTimeouts, ...request.timeouts };
  }

  get isOver(): boolean {
    return this.#phase === "over";
  }

  begin(): void {
    const signal = this.#request.signal;
    if (signal?.aborted) {
      this.#end(() => {
        this.#outcome.reject(signal.reason);
      });
      return;
    }
    signal?.addEventListener("abort", this.#onAbort);
    this.#watchdog.watch(this.#timeouts.connect);
  }

  /** Hands over the reins, as soon as there is something to hold. */
  attach(wire: Wire): void {
    this.#wire = wire;
    if (this.isOver) {
      wire.destroy();
    }
  }

  /** The connection is ready, and the request goes out now. */
  connected(): void {
    if (!this.isOver) {
      this.#phase = "sending";
      this.#watchdog.watch(this.#timeouts.headers);
    }
  }

  /**
   * The request's body for the transport to send: of exactly the announced length, or the exchange fails before
   * a byte too many is sent.
   */
  async *body(): AsyncGenerator<Uint8Array, void, undefined> {
    const body = this.#request.body;
    if (body === undefined) {
      return;
    }
    try {
      for await (const chunk of body.chunks()) {
        if (this.isOver) {
          return;
        }
        if (this.#handedOver + chunk.byteLength > body.length) {
          throw this.#error("bodyLength");
        }
        this.#handedOver += chunk.byteLength;
        yield chunk;
        this.#watchdog.touch();
      }
      if (this.#handedOver < body.length) {
        throw this.#error("bodyLength");
      }
    } catch (error) {
      this.#abandon(error);
      throw error;
    }
  }

  head(head: ResponseHead): void {
    if (this.isOver) {
      return;
    }
    this.#phase = "receiving";
    const bodiless = this.#request.method === "HEAD" || head.status === 204 || head.status === 304;
    this.#missing = bodiless ? undefined : announcedLength(head);
    this.#watchdog.watch(this.#timeouts.body);
    try {
      this.#receiver.onHead(head, { pause: this.#pause, resume: this.#resume });
    } catch (error) {
      this.#abandon(error);
    }
  }

  data(chunk: Uint8Array): void {
    // undici tells an empty chunk at each resumption: a receiver that paused at every chunk would never get on.
    if (this.isOver || chunk.byteLength === 0) {
      return;
    }
    this.#watchdog.touch();
    if (this.#missing !== undefined) {
      this.#missing -= chunk.byteLength;
    }
    if (this.#delivered !== undefined) {
      freeChunk(this.#delivered);
    }
    this.#delivered = chunk;
    try {
      this.#receiver.onData(chunk);
    } catch (error) {
      this.#abandon(error);
    }
  }

  /** The answer is whole, as far as the transport can tell. */
  complete(): void {
    if (this.#missing !== undefined && this.#missing > 0) {
      this.fail(this.#error("truncated"));
      return;
    }
    this.#end(() => {
      this.#outcome.resolve();
    });
  }

  /** The transport failed. */
  fail(error: unknown): void {
    if (this.#missing === 0) {
      // Every announced byte is here: whatever follows on this connection is not ours to judge.
      this.complete();
      return;
    }
    const stage = { answering: this.#phase === "receiving", sent: this.#sent };
    this.#end(() => {
      this.#outcome.reject(toNetworkError(error, this.#request.url.host, stage));
    });
    this.#wire?.destroy();
  }

  /** False only where the server cannot have the whole request. */
  get #sent(): boolean {
    return this.#phase !== "connecting" && this.#handedOver === (this.#request.body?.length ?? 0);
  }

  readonly #onAbort = (): void => {
    this.#abandon(this.#request.signal?.reason);
  };

  readonly #pause = (): void => {
    this.#paused = true;
    this.#watchdog.stop();
    this.#wire?.pause();
  };

  readonly #resume = (): void => {
    if (this.#paused && !this.isOver) {
      this.#paused = false;
      this.#watchdog.watch(this.#timeouts.body);
      this.#wire?.resume();
    }
  };

  #abandon(reason: unknown): void {
    this.#end(() => {
      this.#outcome.reject(reason);
    });
    this.#wire?.destroy();
  }

  #onSilence(): void {
    const waitedFor =
      this.#phase === "connecting" ? "CONNECT" : this.#phase === "receiving" ? "BODY" : "HEADERS";
    this.fail(this.#error("timeout", `${waitedFor}_TIMEOUT`));
  }

  #error(reason: "timeout" | "truncated" | "bodyLength", code?: string): NetworkError {
    return new NetworkError(reason, this.#request.url.host, { code, sent: this.#sent });
  }

  #end(tell: () => void): void {
    if (this.isOver) {
      return;
    }
    this.#phase = "over";
    this.#watchdog.stop();
    this.#request.signal?.removeEventListener("abort", this.#onAbort);
    tell();
  }
}
