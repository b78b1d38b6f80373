import { afterEach, describe, expect, it } from "vitest";
import { createHttp } from "../../../src/http/connect.ts";
import { directNetwork } from "../../../src/http/network.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { serveHttp } from "../../support/loopback.ts";
import { hasIpv6 } from "../../support/netns/world.ts";
import { Collector, transports } from "../../support/transports.ts";

describe.skipIf(!hasIpv6).each(transports)("IPv6 over %s (where this machine has it)", (transport) => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((item) => item.close()));
  });

  /** Asks a server that listens at one address. Every name has these addresses, in this order. */
  async function ask(
    address: "127.0.0.1" | "::1",
    { host, addresses = [] }: { readonly host: string; readonly addresses?: readonly string[] },
  ): Promise<string> {
    const authority = makeAuthority();
    const identity = authority.issue(["origin.test", "::1"]);
    authority.remove();
    const server = await serveHttp((_request, response) => response.end("ok"), identity, address);
    const http = createHttp(
      { ...directNetwork, transport, extraCertificates: [authority.root] },
      { kind: "any" },
      {
        log: silentLog,
        resolve: (_name, _options, callback) => {
          callback(
            null,
            addresses.map((each) => ({ address: each, family: each.includes(":") ? 6 : 4 })),
          );
        },
      },
    );
    open.push(server, http);
    const answer = new Collector();
    await http.exchange({ method: "GET", url: new URL(`https://${host}:${server.port}/`) }, answer);
    return answer.body.toString();
  }

  it("reaches an origin that is named by its address, and checks the certificate for that address", async () => {
    expect(await ask("::1", { host: "[::1]" })).toBe("ok");
  });

  it("reaches a name that has no other addresses", async () => {
    expect(await ask("::1", { host: "origin.test", addresses: ["::1"] })).toBe("ok");
  });

  it("goes on to a name's IPv4 address where nobody answers at the other", async () => {
    expect(await ask("127.0.0.1", { host: "origin.test", addresses: ["::1", "127.0.0.1"] })).toBe("ok");
  });
});
