import type { Log } from "../shared/log.ts";
import { isLoopbackHost } from "../shared/loopback.ts";
import { UNSUPPORTED_PROXY } from "./errors.ts";
import { NetworkError } from "./http.ts";
import type { Http, HttpRequest, NetworkReason, Receiver } from "./http.ts";
import type { NetworkSettings } from "./network.ts";
import { hasProxy } from "./proxyRoute.ts";

/** The two ways, and when the second is worth a try. */
export interface FallbackOptions {
  readonly first: Http;
  readonly second: Http;
  /** Asked only about failures before anything was sent. */
  readonly mayHelp: (url: URL, error: NetworkError) => boolean;
  readonly log: Log;
}

/**
 * Tries a second transport where the first could not even connect, and stays with it for an origin that answered
 * that way. Nothing is ever sent twice.
 */
export class FallbackHttp implements Http {
  readonly #options: FallbackOptions;
  readonly #answeredBySecond = new Set<string>();

  constructor(options: FallbackOptions) {
    this.#options = options;
  }

  async exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    const { first, second } = this.#options;
    if (this.#answeredBySecond.has(request.url.origin)) {
      await second.exchange(request, receiver);
      return;
    }
    const attempt = noticingUse(request);
    try {
      await first.exchange(attempt.request, receiver);
    } catch (error) {
      if (attempt.bodyUsed() || !this.#mayHelp(request, error)) {
        throw error;
      }
      await this.#tryAgain(request, receiver, error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#options.first.close(), this.#options.second.close()]);
  }

  #mayHelp(request: HttpRequest, error: unknown): error is NetworkError {
    return NetworkError.is(error) && !error.sent && this.#options.mayHelp(request.url, error);
  }

  /** Rejects with the first way's error if the second could not connect either: it names what is configured. */
  async #tryAgain(request: HttpRequest, receiver: Receiver, firstError: NetworkError): Promise<void> {
    const { second, log } = this.#options;
    const { origin } = request.url;
    log.info(`Network: ${firstError.message}; trying VS Code's own connection`);
    try {
      await second.exchange(request, {
        onHead: (head, flow) => {
          this.#answeredBySecond.add(origin);
          receiver.onHead(head, flow);
        },
        onData: (chunk) => {
          receiver.onData(chunk);
        },
      });
    } catch (error) {
      throw NetworkError.is(error) && !error.sent ? firstError : error;
    }
  }
}

const cannotConnect: ReadonlySet<NetworkReason> = new Set(["dns", "refused", "unreachable", "timeout"]);

/**
 * Whether VS Code's own connection may succeed where ours did not: it can use proxies and authentication that
 * we cannot, and it knows the machine's PAC file, which matters only where no proxy is configured.
 */
export function hostMayHelp(url: URL, error: NetworkError, settings: NetworkSettings): boolean {
  if (error.reason === "proxyAuthentication" || error.code === UNSUPPORTED_PROXY) {
    return true;
  }
  const mayHavePac = settings.proxySupport !== "off" && !hasProxy(settings) && !isLoopbackHost(url.hostname);
  return mayHavePac && cannotConnect.has(error.reason);
}

/** Tells whether the body was begun: it yields its bytes only once, so it cannot go another way then. */
function noticingUse(request: HttpRequest): { request: HttpRequest; bodyUsed: () => boolean } {
  const { body } = request;
  if (body === undefined) {
    return { request, bodyUsed: () => false };
  }
  let used = false;
  const chunks = (): AsyncIterable<Uint8Array> => {
    used = true;
    return body.chunks();
  };
  const { contentType, length } = body;
  return { request: { ...request, body: { contentType, length, chunks } }, bodyUsed: () => used };
}
