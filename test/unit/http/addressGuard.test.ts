import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { describe, expect, it } from "vitest";
import { guardAddresses, guardedLookup } from "../../../src/http/addressGuard.ts";
import type { ResolveAll } from "../../../src/http/addressGuard.ts";
import { NetworkError } from "../../../src/http/http.ts";
import type { Http } from "../../../src/http/http.ts";
import type { AddressPolicy } from "../../../src/http/network.ts";

const serverSupplied: AddressPolicy = { kind: "public", allowLoopback: false };
const sandbox: AddressPolicy = { kind: "public", allowLoopback: true };
const typedByUser: AddressPolicy = { kind: "any" };

describe("guardAddresses", () => {
  async function outcome(url: string, policy: AddressPolicy): Promise<string> {
    const asked: string[] = [];
    const http: Http = {
      exchange: (request) => {
        asked.push(request.url.href);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    try {
      const receiver = { onHead: () => undefined, onData: () => undefined };
      await guardAddresses(http, policy).exchange({ method: "GET", url: new URL(url) }, receiver);
    } catch (error) {
      expect(asked).toEqual([]);
      return NetworkError.is(error) && !error.sent ? error.reason : "another error";
    }
    return asked.length === 1 ? "asked" : "not asked";
  }

  it.each([
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::ffff:169.254.169.254]/",
    "https://[fd00::1]/",
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://0/",
    "https://[::]/",
    "http://files.example/",
    "http://93.184.216.34/",
    "ftp://files.example/",
  ])("lets no server send us to %s", async (url) => {
    expect(await outcome(url, serverSupplied)).toBe("addressForbidden");
  });

  it.each(["https://files.example/", "https://93.184.216.34/", "https://[2606:4700::1111]/"])(
    "lets %s pass",
    async (url) => {
      expect(await outcome(url, serverSupplied)).toBe("asked");
    },
  );

  it("lets the sandbox send us to this machine, and nowhere else that is private", async () => {
    expect(await outcome("http://127.0.0.1:9/", sandbox)).toBe("asked");
    expect(await outcome("http://[::1]:9/", sandbox)).toBe("asked");
    expect(await outcome("http://192.168.1.1/", sandbox)).toBe("addressForbidden");
    expect(await outcome("https://192.168.1.1/", sandbox)).toBe("addressForbidden");
  });

  it("asks no questions about an origin that the user typed", async () => {
    expect(await outcome("http://192.168.1.1/", typedByUser)).toBe("asked");
  });
});

describe("guardedLookup", () => {
  const answering =
    (...addresses: string[]): ResolveAll =>
    (_hostname, _options, callback) => {
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    };

  function lookUp(policy: AddressPolicy, resolve: ResolveAll, all = true): Promise<string | LookupAddress[]> {
    return lookUpBy(guardedLookup(policy, resolve), all);
  }

  function lookUpBy(lookup: LookupFunction, all: boolean): Promise<string | LookupAddress[]> {
    return new Promise((done, fail) => {
      lookup("files.example", { all }, (error, address) => {
        if (error === null) {
          done(address);
        } else {
          fail(error);
        }
      });
    });
  }

  it("hands on only the allowed ones among a name's addresses", async () => {
    const resolve = answering("10.0.0.1", "93.184.216.34", "::1", "2606:4700::1111");
    expect(await lookUp(serverSupplied, resolve)).toEqual([
      { address: "93.184.216.34", family: 4 },
      { address: "2606:4700::1111", family: 6 },
    ]);
    expect(await lookUp(serverSupplied, resolve, false)).toBe("93.184.216.34");
  });

  it.each([["169.254.169.254"], ["10.0.0.1", "::ffff:127.0.0.1"], ["fe80::1"], []])(
    "fails where a name leads only to %s",
    async (...addresses) => {
      await expect(lookUp(serverSupplied, answering(...addresses))).rejects.toMatchObject({
        reason: "addressForbidden",
        host: "files.example",
        sent: false,
      });
    },
  );

  it("checks each resolution afresh, so that a name bound again does not get through", async () => {
    const answers = ["93.184.216.34", "127.0.0.1"];
    const lookup = guardedLookup(serverSupplied, (hostname, options, callback) => {
      answering(answers.shift()!)(hostname, options, callback);
    });
    expect(await lookUpBy(lookup, false)).toBe("93.184.216.34");
    await expect(lookUpBy(lookup, false)).rejects.toMatchObject({ reason: "addressForbidden" });
  });

  it("passes on the resolver's own failure", async () => {
    const broken = Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const resolve: ResolveAll = (_hostname, _options, callback) => {
      callback(broken, []);
    };
    await expect(lookUp(serverSupplied, resolve)).rejects.toBe(broken);
  });
});
