import { afterEach, describe, expect, it } from "vitest";
import type { ResolveAll } from "../../../src/http/addressGuard.ts";
import { createHttp } from "../../../src/http/connect.ts";
import { directNetwork } from "../../../src/http/network.ts";
import type { AddressPolicy, NetworkSettings } from "../../../src/http/network.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { serveHttp } from "../../support/loopback.ts";
import { Collector, failureOf } from "../../support/transports.ts";

const serverSupplied: AddressPolicy = { kind: "public", allowLoopback: false };
const sandbox: AddressPolicy = { kind: "public", allowLoopback: true };

/** A name server that answers this machine's address for every name. */
const toThisMachine: ResolveAll = (_hostname, _options, callback) => {
  callback(null, [{ address: "127.0.0.1", family: 4 }]);
};

describe.each(["undici", "vscode", "auto"] as const)("addresses over %s", (transport) => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((item) => item.close()));
  });

  async function start(): Promise<{ connections: () => number; get: typeof get }> {
    const authority = makeAuthority();
    const server = await serveHttp((_request, response) => response.end("ok"), authority.issue(["cdn.test"]));
    authority.remove();
    open.push(server);
    const settings: NetworkSettings = { ...directNetwork, transport, extraCertificates: [authority.root] };
    const get = async (host: string, policy: AddressPolicy): Promise<string> => {
      const http = createHttp(settings, policy, { log: silentLog, resolve: toThisMachine });
      open.push(http);
      const answer = new Collector();
      const url = new URL(`https://${host}:${server.port}/`);
      await http.exchange({ method: "GET", url }, answer);
      return answer.body.toString();
    };
    return { connections: () => server.connections.length, get };
  }

  it.each(["cdn.test", "127.0.0.1", "0x7f.1", "[::ffff:127.0.0.1]"])(
    "never open a connection to this machine because a server said so: %s",
    async (host) => {
      const { connections, get } = await start();
      expect(await failureOf(get(host, serverSupplied))).toMatchObject({
        reason: "addressForbidden",
        sent: false,
      });
      expect(connections()).toBe(0);
    },
  );

  it("let the sandbox, and an origin that the user typed, be on this machine", async () => {
    const { get } = await start();
    expect(await get("cdn.test", sandbox)).toBe("ok");
    expect(await get("cdn.test", { kind: "any" })).toBe("ok");
  });
});
