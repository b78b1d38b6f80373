/**
 * The few parts of undici that we import, one by one: its index would replace the dispatcher of the whole
 * extension host (engineering.md 5). undici has no types for its deep paths, so what we use is declared here.
 */
declare module "undici/lib/dispatcher/agent.js" {
  import type UndiciAgent from "undici/types/agent.d.ts";
  import type Dispatcher from "undici/types/dispatcher.d.ts";

  class Agent {
    constructor(
      options: Omit<UndiciAgent.Options, "factory"> & {
        factory(origin: string | URL, options: object): Dispatcher;
      },
    );
    dispatch(
      options: Omit<Dispatcher.DispatchOptions, "body"> & { body?: AsyncIterable<Uint8Array> | null },
      handler: Dispatcher.DispatchHandler,
    ): boolean;
    readonly destroyed: boolean;
    /** Closes every connection and fails what is under way. */
    destroy(): Promise<void>;
  }
  export = Agent;
}

declare module "undici/lib/dispatcher/pool.js" {
  import Pool from "undici/types/pool.d.ts";
  export = Pool;
}

declare module "undici/lib/dispatcher/client.js" {
  import { Client } from "undici/types/client.d.ts";
  export = Client;
}

declare module "undici/lib/core/connect.js" {
  import type { Socket, TcpNetConnectOpts } from "node:net";
  import type { ConnectionOptions } from "node:tls";
  import type buildConnector from "undici/types/connector.d.ts";

  function build(
    options: Partial<TcpNetConnectOpts> & ConnectionOptions & { timeout?: number },
  ): (options: buildConnector.Options, callback: buildConnector.Callback) => Socket;
  export = build;
}
