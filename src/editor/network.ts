import * as vscode from "vscode";
import type { Http, HttpRequest, Receiver } from "../http/http.ts";
import type { AddressPolicy } from "../http/network.ts";
import type { Disposable } from "../shared/disposable.ts";
import type { Log } from "../shared/log.ts";
import { isLoopbackHost } from "../shared/loopback.ts";
import { affectsNetwork, readNetworkSettings } from "./settings.ts";

/**
 * An `Http` that is made on its first exchange and made anew after a change of the network settings: undici and
 * the certificates cost tens of milliseconds, which activation must not pay.
 */
class LazyHttp implements Http {
  readonly #policy: AddressPolicy;
  readonly #log: Log;
  #http: Promise<Http> | undefined;

  constructor(policy: AddressPolicy, log: Log) {
    this.#policy = policy;
    this.#log = log;
  }

  async exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    this.#http ??= this.#connect();
    const http = await this.#http;
    return http.exchange(request, receiver);
  }

  async close(): Promise<void> {
    const http = this.#http;
    this.#http = undefined;
    await (await http)?.close();
  }

  async #connect(): Promise<Http> {
    const { createHttp } = await import("../http/connect.ts");
    return createHttp(readNetworkSettings(), this.#policy, { log: this.#log });
  }
}

/** The extension's connections to the world: one for the API, which carries keys, and one for links, which must not. */
export class Network implements Disposable {
  readonly api: Http;
  /** For links of an API that is itself on loopback (the sandbox). */
  readonly loopbackLinks: Http;
  readonly links: Http;
  readonly #log: Log;
  readonly #subscription: Disposable;

  constructor(log: Log) {
    this.#log = log;
    this.api = new LazyHttp({ kind: "any" }, log);
    this.links = new LazyHttp({ kind: "public", allowLoopback: false }, log);
    this.loopbackLinks = new LazyHttp({ kind: "public", allowLoopback: true }, log);
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (affectsNetwork(event)) {
        log.info("Network settings changed: connections are made anew.");
        this.#closeAll();
      }
    });
  }

  /**
   * For links that a platform gives. A link may lead into this machine only if the platform itself is there: the
   * sandbox.
   */
  linksOf(platformOrigin: string): Http {
    return isLoopbackHost(new URL(platformOrigin).hostname) ? this.loopbackLinks : this.links;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#closeAll();
  }

  #closeAll(): void {
    for (const http of [this.api, this.links, this.loopbackLinks]) {
      http.close().catch((error: unknown) => {
        this.#log.warn(`Closing connections failed: ${String(error)}`);
      });
    }
  }
}
