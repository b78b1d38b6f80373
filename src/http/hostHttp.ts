import * as http from "node:http";
import * as https from "node:https";
import type { LookupFunction } from "node:net";
import type { SecureContext } from "node:tls";
import { guardedLookup } from "./addressGuard.ts";
import type { ResolveAll } from "./addressGuard.ts";
import { bareAddress } from "./addresses.ts";
import { runExchange } from "./exchange.ts";
import { carry } from "./hostExchange.ts";
import { NetworkError } from "./http.ts";
import type { Http, HttpRequest, Receiver, RequestBody } from "./http.ts";
import type { AddressPolicy } from "./network.ts";

/** What the host's way of connecting is told; everything else (proxy, PAC, authentication) is its own affair. */
export interface HostOptions {
  readonly policy: AddressPolicy;
  readonly resolve: ResolveAll;
  /** Given only where certificates beyond the machine's are to be trusted: the host knows the machine's itself. */
  readonly secureContext: (() => SecureContext) | undefined;
}

/**
 * `Http` over `node:https`, whose `request` VS Code replaces in the extension host by one that knows PAC files,
 * Kerberos and password prompts, and the certificates of the machine. Outside of VS Code it connects directly.
 */
export class HostHttp implements Http {
  readonly #options: HostOptions;
  readonly #plainAgent = new http.Agent({ keepAlive: true });
  readonly #secureAgent = new https.Agent({ keepAlive: true });
  #closed = false;
  readonly #underWay = new Set<http.ClientRequest>();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    return runExchange(request, receiver, (exchange) => {
      if (this.#closed) {
        throw new NetworkError("reset", request.url.host, { code: "CLOSED", sent: false });
      }
      const message = this.#open(request);
      this.#underWay.add(message);
      message.once("close", () => this.#underWay.delete(message));
      carry(message, request.url.host, exchange);
    });
  }

  close(): Promise<void> {
    this.#closed = true;
    for (const message of this.#underWay) {
      message.destroy();
    }
    this.#plainAgent.destroy();
    this.#secureAgent.destroy();
    return Promise.resolve();
  }

  /** Credentials in the URL are not taken along: nobody means to send them. */
  #open({ method, url, headers, body }: HttpRequest): http.ClientRequest {
    const secure = url.protocol === "https:";
    const length = body === undefined ? bodilessLength(method) : contentHeaders(body);
    const options = {
      method,
      protocol: url.protocol,
      hostname: bareAddress(url.hostname),
      port: url.port === "" ? undefined : url.port,
      path: url.pathname + url.search,
      headers: { ...headers, ...length },
      lookup: this.#lookupFor(bareAddress(url.hostname)),
    };
    if (!secure) {
      return http.request({ ...options, agent: this.#plainAgent });
    }
    const secureContext = this.#options.secureContext?.();
    return https.request({
      ...options,
      agent: this.#secureAgent,
      ...(secureContext === undefined ? {} : { secureContext }),
    });
  }

  /** The policy is for the origin's name only: a proxy may well be in a private network. */
  #lookupFor(originName: string): LookupFunction {
    const { policy, resolve } = this.#options;
    const guarded = guardedLookup(policy, resolve);
    const free = guardedLookup({ kind: "any" }, resolve);
    return (name, ...rest) => {
      (name === originName ? guarded : free)(name, ...rest);
    };
  }
}

function contentHeaders(body: RequestBody): http.OutgoingHttpHeaders {
  return { "content-type": body.contentType, "content-length": String(body.length) };
}

function bodilessLength(method: HttpRequest["method"]): http.OutgoingHttpHeaders {
  return method === "POST" ? { "content-length": "0" } : {};
}
