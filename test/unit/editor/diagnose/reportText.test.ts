import { describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../../src/editor/connections/connection.ts";
import type { Diagnosis } from "../../../../src/editor/diagnose/diagnosis.ts";
import { reportText } from "../../../../src/editor/diagnose/reportText.ts";
import type { DiagnosisStep } from "../../../../src/http/diagnosis.ts";
import { directNetwork } from "../../../../src/http/network.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const connection: Connection = {
  id: "c1",
  provider: "minimax-global",
  name: "A private name",
  origin: "https://api.minimax.io",
};
const direct: DiagnosisStep = { step: "route", kind: "direct", proxy: undefined, authenticates: false };
const throughProxy: DiagnosisStep = {
  step: "route",
  kind: "proxy",
  proxy: "proxy.corp:3128",
  authenticates: true,
};
const dns: DiagnosisStep = {
  step: "dns",
  host: "api.minimax.io",
  ok: true,
  milliseconds: 4,
  addresses: [
    { family: 4, kind: "public" },
    { family: 6, kind: "public" },
  ],
};
const chain = [
  { subject: "api.minimax.io", issuer: "Some CA", validTo: 1_800_000_000 },
  { subject: "Some CA", issuer: "Some Root", validTo: 1_900_000_000 },
];
const secure: DiagnosisStep = {
  step: "connection",
  host: "api.minimax.io",
  ok: true,
  milliseconds: 30,
  tls: { protocol: "TLSv1.3", distrust: undefined, chain },
};
const answers = (status: number, redirectHost?: string): DiagnosisStep[] =>
  (["undici", "vscode"] as const).map((transport) => ({
    step: "answer",
    transport,
    ok: true,
    milliseconds: 50,
    status,
    redirectHost,
  }));
const failed = (transport: "undici" | "vscode", code: string): DiagnosisStep => ({
  step: "answer",
  transport,
  ok: false,
  milliseconds: 1,
  reason: code.startsWith("E") ? "refused" : "certificate",
  code,
  proxy: undefined,
});

function report(steps: readonly DiagnosisStep[], parts: Partial<Diagnosis> = {}): string {
  return reportText({
    connection,
    at: Date.UTC(2026, 10, 28, 7),
    versions: [["MiniMax Files", "0.1.0"]],
    settings: directNetwork,
    platform: { origin: new URL(connection.origin), steps },
    key: "accepted",
    linkHost: undefined,
    ...parts,
  });
}

const refused = { message: "The key is wrong.", remedy: "Enter the key again.", actions: [] };

/** The lines under "What to try next". */
function advice(text: string): string {
  return /## What to try next\n\n(?<advice>.*?)\n\n##/s.exec(text)?.groups?.["advice"] ?? "";
}

describe("the report on a connection", () => {
  it("tells every step, its time, and that all is well", () => {
    const text = report([direct, dns, secure, ...answers(404)]);
    expect(text).toContain("- ✓ Name `api.minimax.io`: IPv4 (public), IPv6 (public) · 4 ms");
    expect(text).toContain("TLSv1.3, certificate trusted · 30 ms");
    expect(text).toContain("  - `Some CA`, issued by `Some Root`, valid until 2030-03-17");
    expect(text).toContain("- ✓ Answer over VS Code's connection: HTTP 404");
    expect(text).toContain("- ✓ API key: accepted");
    expect(text).toContain("- MiniMax Files: `0.1.0`");
    expect(text).toContain("no link was retrieved");
    expect(advice(text)).toMatch(/^- Every step worked\./);
  });

  it("names who vouches for a certificate that is not trusted, and the setting that helps", () => {
    const tls = { protocol: "TLSv1.3", distrust: "SELF_SIGNED_CERT_IN_CHAIN", chain };
    const text = report([direct, dns, { ...secure, tls }, failed("undici", "SELF_SIGNED_CERT_IN_CHAIN")], {
      key: refused,
    });
    expect(text).toContain("certificate NOT trusted (SELF_SIGNED_CERT_IN_CHAIN)");
    expect(advice(text).split("\n")[0]).toMatch(/issued by `Some Root`.*`http\.systemCertificates`/);
  });

  it("advises the other transport where that one works", () => {
    const [, vscodeWorks] = answers(404);
    const text = report([direct, dns, failed("undici", "ECONNREFUSED"), vscodeWorks!]);
    expect(advice(text)).toMatch(/^- VS Code's own connection works here.*`vscode`/);
  });

  it("suspects a login page where the platform redirects and the key is not taken", () => {
    const steps = [direct, dns, secure, ...answers(302, "login.hotel.example")];
    expect(advice(report(steps, { key: refused }))).toMatch(/redirects to `login\.hotel\.example`/);
    expect(advice(report(steps))).not.toContain("login.hotel");
  });

  it("suspects a filter where a public name leads to a private address, but not behind a proxy", () => {
    const filtered: DiagnosisStep = { ...dns, addresses: [{ family: 4, kind: "private" }] };
    expect(advice(report([direct, filtered]))).toContain("leads to a private address");
    expect(advice(report([throughProxy, filtered]))).not.toContain("leads to a private address");
  });

  it("gives the remedy of the first step that failed, and that of the key", () => {
    const noName: DiagnosisStep = {
      step: "dns",
      host: "api.minimax.io",
      ok: false,
      milliseconds: 9,
      reason: "dns",
      code: "ENOTFOUND",
      proxy: undefined,
    };
    const text = report([direct, noName, failed("undici", "ECONNREFUSED")], { key: refused });
    expect(text).toContain(
      "- ✗ Name `api.minimax.io`: The name api.minimax.io could not be resolved (ENOTFOUND).",
    );
    expect(advice(text).split("\n")).toEqual([
      "- Check the internet connection, the VPN, and whether a proxy must be set in http.proxy.",
      "- Enter the key again.",
    ]);
  });

  it("diagnoses the host of links where one is known", () => {
    const text = report([direct, dns, secure], {
      linkHost: { origin: new URL("https://cdn.example"), steps: [direct, failed("undici", "ECONNREFUSED")] },
    });
    expect(text).toContain("## The host of download links: cdn.example");
    expect(text).toContain("cdn.example refused the connection");
  });

  it("shows the settings without credentials, and nothing else of the user's", () => {
    const text = report([throughProxy], {
      settings: {
        ...directNetwork,
        proxy: "http://user:canary@proxy.corp:3128/canary?canary",
        proxyAuthorization: "Basic canary",
        noProxy: ["canary.corp"],
        environment: { httpProxy: "user:canary@env.corp:1", httpsProxy: "not a url", noProxy: "canary" },
      },
    });
    expect(text).toContain("- `http.proxy`: `http://proxy.corp:3128`, with a login");
    expect(text).toContain("- `http.proxyAuthorization`: set");
    expect(text).toContain("- `HTTP_PROXY`: `http://env.corp:1`, with a login");
    expect(text).toContain("- `HTTPS_PROXY`: set, but not a URL");
    expect(text).toContain("through the proxy `proxy.corp:3128`, with a login");
    expect(text).not.toMatch(/canary|A private name/);
  });

  it("lets no name in a certificate format the report", () => {
    const subject = "`![](https://evil.example)`\n## @everyone";
    const tls = {
      protocol: "TLSv1.3",
      distrust: undefined,
      chain: [{ subject, issuer: subject, validTo: Number.NaN }],
    };
    const text = report([direct, { ...secure, tls }]);
    expect(text).toContain("`'![](https://evil.example)'�## @everyone`, issued by");
    expect(text).toContain("valid until ?");
  });
});
