import { json } from "node:stream/consumers";
import { serveHttp } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import type { Answer, Hello, Measure, Order } from "../driver/protocol.ts";

/** An extension host with our extension and its driver, as long as it lives. */
export class DrivenHost {
  readonly pid: number;
  readonly folder: string;
  readonly #url: string;
  #isGone = false;

  constructor({ pid, port, folder }: Hello) {
    this.pid = pid;
    this.folder = folder;
    this.#url = `http://127.0.0.1:${port}/`;
  }

  /** It has not answered an order. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Resolves with `undefined` when the host dies over it, or is dead. Rejects when it has not ended after two minutes. */
  async order(order: Order): Promise<Answer | undefined> {
    const signal = AbortSignal.timeout(120_000);
    try {
      const response = await fetch(this.#url, { method: "POST", body: JSON.stringify(order), signal });
      return (await response.json()) as Answer;
    } catch {
      if (signal.aborted) {
        throw new Error(`No end of ${JSON.stringify(order)}`);
      }
      this.#isGone = true;
      return undefined;
    }
  }

  async descriptors(): Promise<readonly string[]> {
    return (await this.#ask({ kind: "descriptors" })) as readonly string[];
  }

  async measure(): Promise<Measure> {
    return (await this.#ask({ kind: "measure" })) as Measure;
  }

  async #ask(order: Order): Promise<unknown> {
    const answer = await this.order(order);
    if (answer?.ok !== true) {
      throw new Error(`The extension host does not tell its ${order.kind}`);
    }
    return answer.value;
  }
}

/** Where the drivers of all windows report when their extension host has started. */
export class DrivenHosts {
  readonly #server: Loopback;
  readonly #hosts: DrivenHost[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(server: Loopback) {
    this.#server = server;
  }

  static async open(): Promise<DrivenHosts> {
    const server = await serveHttp((request, response) => {
      void json(request).then((hello) => {
        hosts.#hosts.push(new DrivenHost(hello as Hello));
        response.end();
        for (const look of hosts.#waiting) {
          look();
        }
      });
    });
    const hosts = new DrivenHosts(server);
    return hosts;
  }

  /** What the drivers need in their environment. */
  get environment(): Record<string, string> {
    return { MINIMAX_FILES_SOAK: this.#server.url.href };
  }

  /** The folders that windows have had open. */
  get folders(): readonly string[] {
    return [...new Set(this.#hosts.map(({ folder }) => folder))];
  }

  /** The newest host of the window on `folder`, unless it is known to be dead. */
  of(folder: string): DrivenHost | undefined {
    const newest = this.#hosts.findLast((host) => host.folder === folder);
    return newest?.isGone === true ? undefined : newest;
  }

  /** The next host of the window on `folder` after `former`. Rejects after a minute. */
  next(folder: string, former?: DrivenHost): Promise<DrivenHost> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const host = this.of(folder);
        if (host !== undefined && host !== former) {
          clearTimeout(timer);
          this.#waiting.delete(look);
          resolve(host);
        }
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`No extension host for ${folder} within a minute`));
      }, 60_000);
      this.#waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return this.#server.close();
  }
}
