import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createNetwork } from "../../../src/http/connect.ts";
import type { DiagnosisStep } from "../../../src/http/diagnosis.ts";
import { directNetwork } from "../../../src/http/network.ts";
import type { AddressPolicy, NetworkSettings } from "../../../src/http/network.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { makeAuthority } from "../../support/certificates.ts";
import type { TestAuthority } from "../../support/certificates.ts";
import { serveHttp, serveRaw } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { startProxy } from "../../support/proxy.ts";

let authority: TestAuthority;
let origin: Loopback;
const requests: string[] = [];
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  authority = makeAuthority();
  origin = await serveHttp(
    (request, response) => {
      requests.push(
        `${request.method ?? ""} ${request.url ?? ""} ${request.headers.authorization ?? "no key"}`,
      );
      response.writeHead(302, { location: "https://sign-in.example/canary?canary" }).end();
    },
    authority.issue(["localhost", "origin.test"]),
  );
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((item) => item.close()));
});

afterAll(async () => {
  await origin.close();
  authority.remove();
});

async function diagnose(
  url: string,
  settings: Partial<NetworkSettings> = {},
  policy: AddressPolicy = { kind: "any" },
): Promise<readonly DiagnosisStep[]> {
  const all = { ...directNetwork, extraCertificates: [authority.root], ...settings };
  return createNetwork(all, { log: silentLog }).diagnose(new URL(url), policy, new AbortController().signal);
}

function stepOf<Name extends DiagnosisStep["step"]>(
  steps: readonly DiagnosisStep[],
  name: Name,
): Extract<DiagnosisStep, { step: Name }> {
  const found = steps.find((step): step is Extract<DiagnosisStep, { step: Name }> => step.step === name);
  expect(found).toBeDefined();
  return found!;
}

describe("diagnosing a connection", () => {
  it("tells route, addresses, certificates and both answers of an origin that is well", async () => {
    const steps = await diagnose(`https://localhost:${origin.port}/canary?canary`);
    expect(steps.map((step) => step.step)).toEqual(["route", "dns", "connection", "answer", "answer"]);
    expect(stepOf(steps, "route")).toEqual({ step: "route", kind: "direct", authenticates: false });
    const dns = stepOf(steps, "dns");
    expect(dns.ok && dns.addresses.every(({ kind }) => kind === "loopback")).toBe(true);
    expect(stepOf(steps, "connection")).toMatchObject({
      ok: true,
      tls: {
        protocol: "TLSv1.3",
        distrust: undefined,
        chain: [
          { subject: "localhost", issuer: "Test Root, MiniMax Files tests" },
          { subject: "Test Root, MiniMax Files tests" },
        ],
      },
    });
    for (const transport of ["undici", "vscode"]) {
      expect(steps).toContainEqual(
        expect.objectContaining({ transport, ok: true, status: 302, redirectHost: "sign-in.example" }),
      );
    }
  });

  it("asks for nothing but the root, without a key, and tells no path or query", async () => {
    requests.length = 0;
    const steps = await diagnose(`https://localhost:${origin.port}/canary?canary`);
    expect(requests).toEqual(["HEAD / no key", "HEAD / no key"]);
    expect(JSON.stringify(steps)).not.toContain("canary");
  });

  it("shows whose certificate it is that is not trusted", async () => {
    const steps = await diagnose(`https://localhost:${origin.port}/`, { extraCertificates: [] });
    expect(stepOf(steps, "connection")).toMatchObject({
      ok: true,
      tls: {
        distrust: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        chain: [{ issuer: "Test Root, MiniMax Files tests" }],
      },
    });
    expect(stepOf(steps, "answer")).toMatchObject({ ok: false, reason: "certificate" });
  });

  it("shows the proxy without its credentials, and who breaks TLS open", async () => {
    const breaker = makeAuthority("Security Product");
    const proxy = await startProxy({ basic: "user:canary", intercept: breaker.issue(["origin.test"]) });
    breaker.remove();
    open.push(proxy);
    const steps = await diagnose(`https://origin.test:${origin.port}/`, {
      proxy: `http://user:canary@127.0.0.1:${proxy.port}`,
    });
    expect(stepOf(steps, "route")).toEqual({
      step: "route",
      kind: "proxy",
      proxy: proxy.url.host,
      authenticates: true,
    });
    expect(stepOf(steps, "dns")).toMatchObject({ host: proxy.url.host, addresses: [{ kind: "loopback" }] });
    expect(stepOf(steps, "connection")).toMatchObject({
      ok: true,
      tls: { chain: [{ issuer: "Security Product, MiniMax Files tests" }] },
    });
    expect(stepOf(steps, "answer")).toMatchObject({
      ok: false,
      reason: "certificate",
      proxy: proxy.url.host,
    });
    expect(JSON.stringify(steps)).not.toMatch(/canary|dXNlcj/);
  });

  it("goes on after a step that failed", async () => {
    const gone = await serveRaw(() => undefined);
    await gone.close();
    const steps = await diagnose(gone.url.href);
    expect(stepOf(steps, "connection")).toMatchObject({ ok: false, reason: "refused", code: "ECONNREFUSED" });
    expect(steps.filter((step) => step.step === "answer")).toHaveLength(2);
    const nowhere = await diagnose("https://minimax-files.invalid/");
    expect(stepOf(nowhere, "dns")).toMatchObject({ ok: false, reason: "dns" });
  });

  it("names the kind of proxy that only VS Code can use", async () => {
    const steps = await diagnose("https://minimax-files.invalid/", { proxy: "socks5://127.0.0.1:1080" });
    expect(stepOf(steps, "route")).toMatchObject({ kind: "unsupported", proxy: "socks5" });
  });

  it.each(["localhost", "127.0.0.1"])(
    "connects to %s, which a server chose, no sooner than a download would",
    async (host) => {
      requests.length = 0;
      const steps = await diagnose(
        `https://${host}:${origin.port}/`,
        {},
        { kind: "public", allowLoopback: false },
      );
      const failures = steps.filter((step) => "ok" in step && !step.ok);
      expect(failures).toEqual([
        expect.objectContaining({ step: "connection", reason: "addressForbidden" }),
        expect.objectContaining({ transport: "undici", reason: "addressForbidden" }),
        expect.objectContaining({ transport: "vscode", reason: "addressForbidden" }),
      ]);
      expect(requests).toEqual([]);
    },
  );

  it("stops when it is cancelled, also while a name is looked up", async () => {
    const cancel = new AbortController();
    const network = createNetwork(directNetwork, {
      log: silentLog,
      resolve: () => {
        cancel.abort("cancelled");
      },
    });
    const origin = new URL("https://minimax-files.invalid/");
    await expect(network.diagnose(origin, { kind: "any" }, cancel.signal)).rejects.toBe("cancelled");
  });

  it("stops when it is cancelled", async () => {
    const mute = await serveRaw((socket) => socket.resume());
    open.push(mute);
    const cancel = new AbortController();
    const network = createNetwork(directNetwork, { log: silentLog });
    const outcome = network.diagnose(
      new URL(`https://127.0.0.1:${mute.port}/`),
      { kind: "any" },
      cancel.signal,
    );
    const rejected = expect(outcome).rejects.toBe("cancelled");
    await mute.connection();
    cancel.abort("cancelled");
    await rejected;
  });
});
