import { describe, expect, it } from "vitest";
import { directNetwork } from "../../../src/http/network.ts";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { hasProxy, routeFor } from "../../../src/http/proxyRoute.ts";
import type { Route } from "../../../src/http/proxyRoute.ts";

function route(origin: string, settings: Partial<NetworkSettings>): Route {
  return routeFor(new URL(origin), { ...directNetwork, ...settings });
}

function environment(values: Partial<NetworkSettings["environment"]>): Partial<NetworkSettings> {
  return { environment: { ...directNetwork.environment, ...values } };
}

const direct: Route = { kind: "direct" };
const via = (origin: string, authorization?: string): Route => ({
  kind: "proxy",
  proxy: { origin, authorization },
});

describe("routeFor", () => {
  it("goes straight where nothing is configured", () => {
    expect(route("https://api.example", {})).toEqual(direct);
    expect(route("https://api.example", { proxy: "  ", ...environment({ httpsProxy: "" }) })).toEqual(direct);
  });

  it.each([
    ["http://proxy.example:3128", "http://proxy.example:3128"],
    ["https://proxy.example", "https://proxy.example"],
    ["proxy.example:3128", "http://proxy.example:3128"],
    ["http://[fd00::1]:3128/", "http://[fd00::1]:3128"],
  ])("goes through http.proxy %s", (proxy, origin) => {
    expect(route("https://api.example", { proxy })).toEqual(via(origin));
  });

  it.each([
    ["http://user:secret@proxy.example", `Basic ${btoa("user:secret")}`],
    ["http://user@proxy.example", `Basic ${btoa("user:")}`],
    ["http://us%40er:p%3Aw%25@proxy.example", `Basic ${btoa("us@er:p:w%")}`],
    ["http://user:50%@proxy.example", `Basic ${btoa("user:50%")}`],
    ["http://user:p%C3%A4ss@proxy.example", `Basic ${Buffer.from("user:päss").toString("base64")}`],
  ])("turns the credentials of %s into a header and keeps them out of the address", (proxy, header) => {
    expect(route("https://api.example", { proxy })).toEqual(via("http://proxy.example", header));
  });

  it("takes http.proxyAuthorization where the URL has no credentials", () => {
    const settings = { proxyAuthorization: "Digest x" };
    expect(route("https://a.example", { ...settings, proxy: "http://p.example" })).toEqual(
      via("http://p.example", "Digest x"),
    );
    expect(route("https://a.example", { ...settings, proxy: "http://u:p@p.example" })).toEqual(
      via("http://p.example", `Basic ${btoa("u:p")}`),
    );
  });

  it("prefers the setting to the environment, and HTTPS_PROXY to HTTP_PROXY for https", () => {
    const both = environment({ httpProxy: "http://plain.example", httpsProxy: "http://secure.example" });
    expect(route("https://a.example", { ...both, proxy: "http://set.example" })).toEqual(
      via("http://set.example"),
    );
    expect(route("https://a.example", both)).toEqual(via("http://secure.example"));
    expect(route("http://a.example", both)).toEqual(via("http://plain.example"));
    const plainOnly = environment({ httpProxy: "http://plain.example" });
    expect(route("https://a.example", plainOnly)).toEqual(via("http://plain.example"));
    const secureOnly = environment({ httpsProxy: "http://secure.example" });
    expect(route("http://a.example", secureOnly)).toEqual(direct);
  });

  it.each(["socks5://proxy.example:1080", "pac+https://proxy.example/proxy.pac", "http://[broken"])(
    "leaves %s to VS Code",
    (proxy) => {
      expect(route("https://api.example", { proxy }).kind).toBe("unsupported");
    },
  );

  it.each(["http://localhost:4010", "http://127.0.0.1:4010", "http://[::1]:4010"])(
    "never goes through a proxy to this machine: %s",
    (origin) => {
      expect(route(origin, { proxy: "http://proxy.example" })).toEqual(direct);
    },
  );

  it("goes straight when http.proxySupport is off", () => {
    const settings = { proxySupport: "off", proxy: "http://proxy.example" } as const;
    expect(route("https://api.example", settings)).toEqual(direct);
    expect(hasProxy({ ...directNetwork, ...settings })).toBe(false);
  });

  it("knows whether any proxy is configured at all", () => {
    expect(hasProxy(directNetwork)).toBe(false);
    expect(hasProxy({ ...directNetwork, proxy: "p.example" })).toBe(true);
    expect(hasProxy({ ...directNetwork, ...environment({ httpProxy: "p.example" }) })).toBe(true);
  });
});

describe("exceptions from the proxy", () => {
  it.each([
    ["*", "https://api.example"],
    ["api.example", "https://api.example"],
    ["API.Example", "https://api.example"],
    ["example", "https://api.example"],
    [".example", "https://api.example"],
    [".example", "https://example"],
    ["*.example", "https://a.b.example"],
    ["api.example:443", "https://api.example"],
    ["api.example:8443", "https://api.example:8443"],
    ["10.1.2.3", "https://10.1.2.3"],
    ["10.0.0.0/8", "https://10.1.2.3"],
    ["10.1.2.3:8443", "https://10.1.2.3:8443"],
    ["fd00::1", "https://[fd00::1]"],
    ["[fd00::1]", "https://[fd00::1]"],
    ["[fd00::1]:8443", "https://[fd00::1]:8443"],
    ["fd00::/8", "https://[fd12::1]"],
  ])("%s covers %s", (entry, origin) => {
    expect(route(origin, { proxy: "http://p.example", noProxy: [entry] })).toEqual(direct);
  });

  it.each([
    ["", "https://api.example"],
    [".", "https://api.example"],
    ["pi.example", "https://api.example"],
    ["api.example", "https://api.example.evil"],
    ["api.example:80", "https://api.example"],
    ["api.example:8443", "https://api.example"],
    ["1.2.3", "https://10.1.2.3"],
    ["2.3", "https://10.1.2.3"],
    ["10.0.0.0/8", "https://11.1.2.3"],
    ["10.0.0.0/99", "https://10.1.2.3"],
    ["10.0.0.0/x", "https://10.1.2.3"],
    ["10.0.0.0/8", "https://ten.example"],
    ["fd00::/8", "https://10.1.2.3"],
    ["nonsense/8", "https://10.1.2.3"],
  ])("%j does not cover %s", (entry, origin) => {
    expect(route(origin, { proxy: "http://p.example", noProxy: [entry] })).toEqual(via("http://p.example"));
  });

  it("come from the setting and from NO_PROXY, which separates by commas or spaces", () => {
    const settings = {
      proxy: "http://p.example",
      noProxy: ["one.example"],
      ...environment({ noProxy: "two.example, three.example four.example" }),
    };
    for (const name of ["one", "two", "three", "four"]) {
      expect(route(`https://${name}.example`, settings)).toEqual(direct);
    }
    expect(route("https://five.example", settings)).toEqual(via("http://p.example"));
  });
});
