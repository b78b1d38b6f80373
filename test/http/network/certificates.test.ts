import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { makeAuthority } from "../../support/certificates.ts";
import type { Identity, TestAuthority } from "../../support/certificates.ts";
import { serveHttp } from "../../support/loopback.ts";
import { Collector, failureOf, httpOver, transports } from "../../support/transports.ts";

let authority: TestAuthority;

beforeAll(() => {
  authority = makeAuthority();
});

afterAll(() => {
  authority.remove();
});

describe.each(transports)("certificates over %s", (transport) => {
  const open: { close(): Promise<void> }[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((item) => item.close()));
  });

  /** Asks a server with this certificate for its answer; the server counts what reached it. */
  async function ask(identity: Identity, settings: Partial<NetworkSettings>): Promise<{ body: string }> {
    let requests = 0;
    const server = await serveHttp((_request, response) => {
      requests++;
      response.end("ok");
    }, identity);
    const http = httpOver(transport, settings);
    open.push(server, http);
    const answer = new Collector();
    const url = new URL(`https://localhost:${server.port}/`);
    try {
      await http.exchange({ method: "GET", url, headers: { authorization: "Bearer key" } }, answer);
    } finally {
      expect(requests).toBe(answer.head === undefined ? 0 : 1);
    }
    return { body: answer.body.toString() };
  }

  it("trusts what the settings add to the machine's certificates", async () => {
    const settings = { extraCertificates: [authority.root] };
    expect(await ask(authority.issue(["localhost"]), settings)).toEqual({ body: "ok" });
  });

  it("trusts what the settings add when the machine's own store is switched off", async () => {
    const settings = { extraCertificates: [authority.root], systemCertificates: false };
    expect(await ask(authority.issue(["localhost"]), settings)).toEqual({ body: "ok" });
  });

  it.each<[string, (issuer: TestAuthority) => Identity, boolean, string]>([
    [
      "of an unknown issuer",
      (issuer) => issuer.issue(["localhost"]),
      false,
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    ],
    ["for another host", (issuer) => issuer.issue(["other.test"]), true, "ERR_TLS_CERT_ALTNAME_INVALID"],
    [
      "that has expired",
      (issuer) => issuer.issue(["localhost"], { expired: true }),
      true,
      "CERT_HAS_EXPIRED",
    ],
  ])("sends nothing to a server with a certificate %s", async (_name, issue, trusted, code) => {
    const settings = { extraCertificates: trusted ? [authority.root] : [], proxyStrictSSL: false };
    const failure = await failureOf(ask(issue(authority), settings));
    expect(failure).toMatchObject({ reason: "certificate", code, sent: false });
  });
});
