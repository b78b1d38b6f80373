import * as vscode from "vscode";
import type { ConfiguredNetwork } from "../http/connect.ts";
import type { DiagnosisStep } from "../http/diagnosis.ts";
import type { Http, HttpRequest, Receiver } from "../http/http.ts";
import type { AddressPolicy } from "../http/network.ts";
import type { Disposable } from "../shared/disposable.ts";
import type { Log } from "../shared/log.ts";
import { isLoopbackHost } from "../shared/loopback.ts";
import { affectsNetwork, readNetworkSettings } from "./settings.ts";

/** An `Http` that is made on its first exchange, and again after it was closed. */
class LazyHttp implements Http {
  readonly #make: () => Promise<Http>;
  #http: Promise<Http> | undefined;

  constructor(make: () => Promise<Http>) {
    this.#make = make;
  }

  async exchange(request: HttpRequest, receiver: Receiver): Promise<void> {
    this.#http ??= this.#make();
    const http = await this.#http;
    return http.exchange(request, receiver);
  }

  async close(): Promise<void> {
    const http = this.#http;
    this.#http = undefined;
    await (await http)?.close();
  }
}

/**
 * The extension's connections to the world: one for the API, which carries keys, and one for links, which must not.
 * Made on first use, since undici and the certificates cost tens of milliseconds that activation must not pay, and
 * made anew after a change of the network settings.
 */
export class Network implements Disposable {
  readonly api: Http;
  /** For links of an API that is itself on loopback (the sandbox). */
  readonly loopbackLinks: Http;
  readonly links: Http;
  readonly #log: Log;
  readonly #subscription: Disposable;
  #configured: Promise<ConfiguredNetwork> | undefined;

  constructor(log: Log) {
    this.#log = log;
    const lazily = (policy: AddressPolicy): Http =>
      new LazyHttp(async () => (await this.#configure()).http(policy));
    this.api = lazily({ kind: "any" });
    this.links = lazily({ kind: "public", allowLoopback: false });
    this.loopbackLinks = lazily({ kind: "public", allowLoopback: true });
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

  /** Tries every step of the way to a platform, without its key. */
  async diagnosePlatform(origin: URL, signal: AbortSignal): Promise<readonly DiagnosisStep[]> {
    return (await this.#configure()).diagnose(origin, { kind: "any" }, signal);
  }

  /** The same for the host of a link that a platform gave, within the bounds of `linksOf`. */
  async diagnoseLinkHost(
    link: URL,
    platformOrigin: string,
    signal: AbortSignal,
  ): Promise<readonly DiagnosisStep[]> {
    const allowLoopback = isLoopbackHost(new URL(platformOrigin).hostname);
    return (await this.#configure()).diagnose(link, { kind: "public", allowLoopback }, signal);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#closeAll();
  }

  /** One for all three, so that they share the certificates. */
  #configure(): Promise<ConfiguredNetwork> {
    this.#configured ??= import("../http/connect.ts").then(({ createNetwork }) =>
      createNetwork(readNetworkSettings(), { log: this.#log }),
    );
    return this.#configured;
  }

  #closeAll(): void {
    this.#configured = undefined;
    for (const http of [this.api, this.links, this.loopbackLinks]) {
      http.close().catch((error: unknown) => {
        this.#log.warn(`Closing connections failed: ${String(error)}`);
      });
    }
  }
}
