import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readNetworkSettings } from "../../../src/editor/settings.ts";

const { values } = vi.hoisted(() => ({ values: new Map<string, Record<string, unknown>>() }));

vi.mock("vscode", () => ({
  workspace: {
    getConfiguration: (section: string) => ({
      inspect: (name: string) => values.get(`${section}.${name}`),
    }),
  },
}));

beforeEach(() => {
  values.clear();
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the network's settings", () => {
  it("come from the user, whatever a workspace or one of its folders says", () => {
    const evil = { workspaceValue: "http://evil.example:1", workspaceFolderValue: "http://evil.example:2" };
    values.set("http.proxy", { defaultValue: "", ...evil });
    values.set("http.noProxy", { defaultValue: [], workspaceValue: ["*"] });
    values.set("http.proxySupport", { globalValue: "on", workspaceValue: "off" });
    values.set("http.proxyStrictSSL", { defaultValue: true, workspaceValue: false });
    values.set("http.proxyAuthorization", { defaultValue: null, workspaceValue: "Basic evil" });
    values.set("http.systemCertificates", { defaultValue: true, workspaceValue: false });
    values.set("minimaxFiles.network.transport", { globalValue: "undici", workspaceValue: "vscode" });
    expect(readNetworkSettings()).toMatchObject({
      transport: "undici",
      proxySupport: "on",
      proxy: "",
      noProxy: [],
      proxyStrictSSL: true,
      proxyAuthorization: undefined,
      systemCertificates: true,
    });
  });

  it("take the proxies of the environment, in capitals or not", () => {
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"]) {
      vi.stubEnv(name, undefined);
    }
    expect(readNetworkSettings().environment).toEqual({});
    vi.stubEnv("HTTPS_PROXY", "http://a.example:1");
    vi.stubEnv("http_proxy", "http://b.example:2");
    vi.stubEnv("no_proxy", "c.example");
    expect(readNetworkSettings().environment).toEqual({
      httpsProxy: "http://a.example:1",
      httpProxy: "http://b.example:2",
      noProxy: "c.example",
    });
  });

  it("count as unset where they are of another type or mean nothing", () => {
    values.set("http.proxy", { globalValue: 8080 });
    values.set("http.noProxy", { globalValue: ["a.example", 7, null] });
    values.set("http.proxySupport", { globalValue: "sometimes" });
    values.set("http.proxyStrictSSL", { globalValue: "no" });
    values.set("minimaxFiles.network.transport", { globalValue: "pigeon" });
    expect(readNetworkSettings()).toMatchObject({
      transport: "auto",
      proxySupport: "override",
      proxy: "",
      noProxy: ["a.example"],
      proxyStrictSSL: true,
    });
    values.set("http.noProxy", { globalValue: { host: "a.example" } });
    expect(readNetworkSettings().noProxy).toEqual([]);
  });
});
