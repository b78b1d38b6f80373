import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lazyTrust, readMachineCertificates, trustedCertificates } from "../../../src/http/certificates.ts";
import { makeAuthority } from "../../support/certificates.ts";
import type { TestAuthority } from "../../support/certificates.ts";

const day = 86_400_000;
let machine: TestAuthority;
let extra: TestAuthority;
let own: TestAuthority;

beforeAll(() => {
  [machine, extra, own] = ["Machine", "Extra", "Own"].map(makeAuthority) as [
    TestAuthority,
    TestAuthority,
    TestAuthority,
  ];
});

afterAll(() => {
  for (const authority of [machine, extra, own]) {
    authority.remove();
  }
});

describe("trustedCertificates", () => {
  const store = (): Parameters<typeof trustedCertificates>[1] => ({
    rootCertificates: ["bundled"],
    getCACertificates: (type) => [type === "system" ? machine.root : extra.root],
  });

  it("joins Node's own roots, the extra ones, the machine's and the settings'", () => {
    const settings = { systemCertificates: true, extraCertificates: [own.root] };
    expect(trustedCertificates(settings, store(), Date.now())).toEqual([
      "bundled",
      extra.root,
      machine.root,
      own.root,
    ]);
  });

  it("leaves the machine's out where http.systemCertificates is off", () => {
    const settings = { systemCertificates: false, extraCertificates: [own.root] };
    expect(trustedCertificates(settings, store(), Date.now())).toEqual(["bundled", extra.root, own.root]);
  });

  it("makes do with Node's own roots in a host that cannot read the machine's", () => {
    const settings = { systemCertificates: true, extraCertificates: [own.root] };
    expect(trustedCertificates(settings, { rootCertificates: ["bundled"] }, Date.now())).toEqual([
      "bundled",
      own.root,
    ]);
  });

  it("leaves out what has expired, what cannot be read, and what is there already", () => {
    const settings = { systemCertificates: true, extraCertificates: ["nonsense", machine.root, "bundled"] };
    expect(trustedCertificates(settings, store(), Date.now())).toEqual(["bundled", extra.root, machine.root]);
    expect(trustedCertificates(settings, store(), Date.now() + 10 * day)).toEqual(["bundled"]);
  });
});

it("takes a certificate of the machine that Node has as well only once, whatever its line ends", () => {
  const store = { rootCertificates: [machine.root], getCACertificates: () => [`${machine.root.trim()}\r\n`] };
  const settings = { systemCertificates: true, extraCertificates: [] };
  expect(trustedCertificates(settings, store, Date.now())).toEqual([machine.root]);
});

describe("the trust of a network configuration", () => {
  const trustOf = (systemCertificates: boolean) => {
    const log: string[] = [];
    const trust = lazyTrust(
      { systemCertificates, extraCertificates: [] },
      {
        rootCertificates: [],
        getCACertificates: (type) => {
          log.push(type);
          return [];
        },
      },
      async () => {
        log.push("reading");
        await Promise.resolve();
        log.push("read");
      },
    );
    return { trust, log };
  };

  it("asks for the machine's certificates only after they were read elsewhere, and only once", async () => {
    const { trust, log } = trustOf(true);
    await Promise.all([trust.prepare(undefined), trust.prepare(undefined)]);
    expect(trust.context()).toBe(trust.context());
    await trust.prepare(undefined);
    expect(log).toEqual(["reading", "read", "extra", "system"]);
  });

  it("does not read them at all where http.systemCertificates is off", async () => {
    const { trust, log } = trustOf(false);
    await trust.prepare(undefined);
    trust.context();
    expect(log).toEqual(["extra"]);
  });

  it("lets nobody wait for them who has cancelled", async () => {
    const trust = lazyTrust(
      { systemCertificates: true, extraCertificates: [] },
      { rootCertificates: [] },
      () => new Promise(() => undefined),
    );
    const cancel = new AbortController();
    const waiting = trust.prepare(cancel.signal);
    cancel.abort(new Error("cancelled"));
    await expect(waiting).rejects.toThrow("cancelled");
  });

  it("has them read on another thread, which ends", async () => {
    await expect(readMachineCertificates()).resolves.toBeUndefined();
  });
});
