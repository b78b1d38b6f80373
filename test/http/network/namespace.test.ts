/**
 * The extension's network where the direct way is shut: the processes run in a network namespace from which a proxy
 * is the only way out, and names are resolved by the proxy alone.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { makeAuthority } from "../../support/certificates.ts";
import type { TestAuthority } from "../../support/certificates.ts";
import { makeTempFolder, rootFolder } from "../../support/folders.ts";
import type { TempFolder } from "../../support/folders.ts";
import type { Errand, Outcome } from "../../support/netns/inside.ts";
import { linkName, platformName } from "../../support/netns/names.ts";
import { squidPath, squidPorts, startSquid } from "../../support/netns/squid.ts";
import {
  canMakeWorlds,
  hasIpv6,
  platformAddress,
  proxyAddress,
  SmallWorld,
} from "../../support/netns/world.ts";
import { waitForOutput } from "../../support/runningProcess.ts";
import type { RunningProcess } from "../../support/runningProcess.ts";
import { tinyproxyPath } from "../../support/tinyproxy.ts";

const possible = squidPath !== undefined && tinyproxyPath !== undefined && canMakeWorlds();
const user = "user";
const password = "p@ss:word";
const credentials = `${user}:${encodeURIComponent(password)}@`;
const basic = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const tinyproxyPort = 8888;
const squid = `${proxyAddress.ipv4}:${squidPorts.plain}`;

let authority: TestAuthority;
let folder: TempFolder;
let world: SmallWorld;
let edge: RunningProcess;
let platform: { readonly key: string; readonly id: string; readonly sha256: string };

beforeAll(async () => {
  if (!possible) {
    return;
  }
  authority = makeAuthority("Small World Root");
  folder = makeTempFolder("small-world");
  world = new SmallWorld();
  const path = (name: string): string => join(folder.path, name);
  writeFileSync(path("hosts"), `${platformAddress} ${platformName} ${linkName}\n`);
  writeFileSync(path("root.pem"), authority.root);
  const names = authority.issue([platformName, linkName, platformAddress]);
  writeFileSync(path("platform.pem"), names.cert);
  writeFileSync(path("platform.key"), names.key);

  const program = join(rootFolder, "test/support/netns/edge.ts");
  edge = world.edge.start([
    process.execPath,
    program,
    platformAddress,
    path("platform.pem"),
    path("platform.key"),
  ]);
  const ready = waitForOutput(edge, /ready (.*)/, { what: "the platform", timeout: 30_000 });
  const tls = authority.issue([proxyAddress.ipv4]);
  await startSquid(world.edge, folder.path, { user, password, hosts: path("hosts"), tls });
  writeFileSync(
    path("tinyproxy.conf"),
    [`Port ${tinyproxyPort}`, `Listen ${proxyAddress.ipv4}`, "MaxClients 20", "LogLevel Info", ""].join("\n"),
  );
  const tinyproxy = world.edge.start([tinyproxyPath!, "-d", "-c", path("tinyproxy.conf")], {
    hosts: path("hosts"),
  });
  await waitForOutput(tinyproxy, /Accepting connections/i, { what: "tinyproxy", timeout: 30_000 });
  platform = JSON.parse((await ready)[1]!) as typeof platform;
});

afterAll(async () => {
  if (possible) {
    await world.close();
    folder.remove();
    authority.remove();
  }
});

let errands = 0;

/** Whose word makes the process trust the private authority: Node's variable, or that of the machine's own store. */
type Trust = "NODE_EXTRA_CA_CERTS" | "SSL_CERT_FILE" | "nobody";

/** Lists, retrieves and downloads from within. */
async function run(
  settings: Partial<NetworkSettings>,
  { host = platformName, trust = "NODE_EXTRA_CA_CERTS" }: { host?: string; trust?: Trust } = {},
): Promise<{ readonly outcome: Outcome; readonly target: string; readonly requests: number }> {
  const before = requestsSeen();
  const target = join(folder.path, `download-${++errands}.wav`);
  const errand: Errand = {
    settings,
    origin: `https://${host}`,
    key: platform.key,
    fileId: platform.id,
    target,
  };
  const output = await world.inside.run(
    [process.execPath, join(rootFolder, "test/support/netns/inside.ts"), JSON.stringify(errand)],
    { env: trust === "nobody" ? {} : { [trust]: join(folder.path, "root.pem") } },
  );
  const told = output.split("\n").find((line) => line.startsWith("{"));
  return { outcome: JSON.parse(told ?? "") as Outcome, target, requests: requestsSeen() - before };
}

function requestsSeen(): number {
  return edge.output().match(/^request /gm)?.length ?? 0;
}

describe.skipIf(!possible)(
  "where a proxy is the only way out (needs root, iproute2, squid and tinyproxy)",
  () => {
    it.each<[string, Partial<NetworkSettings>]>([
      ["squid with a password in its URL", { proxy: `http://${credentials}${squid}` }],
      ["squid with http.proxyAuthorization", { proxy: `http://${squid}`, proxyAuthorization: basic }],
      [
        "squid that speaks TLS",
        { proxy: `https://${proxyAddress.ipv4}:${squidPorts.secure}`, proxyAuthorization: basic },
      ],
      ["tinyproxy", { proxy: `http://${proxyAddress.ipv4}:${tinyproxyPort}` }],
      [
        "squid as the environment names it",
        {
          environment: {
            httpsProxy: `http://${credentials}${squid}`,
            httpProxy: undefined,
            noProxy: undefined,
          },
        },
      ],
      ...(hasIpv6
        ? [
            [
              "squid at an IPv6 address",
              { proxy: `http://${credentials}[${proxyAddress.ipv6}]:${squidPorts.plain}` },
            ] as [string, Partial<NetworkSettings>],
          ]
        : []),
    ])("lists, retrieves and downloads through %s", async (_name, settings) => {
      const { outcome, target, requests } = await run(settings);
      expect(outcome).toMatchObject({ kind: "done", linkHost: linkName });
      expect(requests).toBeGreaterThanOrEqual(3);
      expect(createHash("sha256").update(readFileSync(target)).digest("hex")).toBe(platform.sha256);
    });

    it.each<[string, Partial<NetworkSettings>]>([
      ["no proxy is configured", {}],
      ["http.proxySupport is off", { proxy: `http://${credentials}${squid}`, proxySupport: "off" }],
      [
        "http.noProxy excludes it",
        { proxy: `http://${credentials}${squid}`, noProxy: ["platform.test", platformAddress] },
      ],
      ["VS Code's transport is chosen outside of VS Code", { transport: "vscode" }],
    ])("cannot reach the platform where %s", async (_name, settings) => {
      const [byName, byAddress] = await Promise.all([
        run(settings),
        run(settings, { host: platformAddress }),
      ]);
      expect(byName.outcome).toMatchObject({ kind: "failed", reason: "dns" });
      expect(byAddress.outcome).toMatchObject({ kind: "failed", reason: "unreachable" });
      expect(byName.requests + byAddress.requests).toBe(0);
    });

    it("says that squid wants a password, and names it", async () => {
      const { outcome, requests } = await run({ proxy: `http://${squid}` });
      expect(outcome).toEqual({ kind: "failed", reason: "proxyAuthentication", code: "407", proxy: squid });
      expect(requests).toBe(0);
    });

    it("sends nothing to a platform whose authority this machine does not trust", async () => {
      const { outcome, requests } = await run(
        { proxy: `http://${credentials}${squid}` },
        { trust: "nobody" },
      );
      expect(outcome).toMatchObject({ kind: "failed", reason: "certificate", proxy: squid });
      expect(requests).toBe(0);
    });

    it("trusts an authority that is in the machine's own store, unless http.systemCertificates is off", async () => {
      const proxy = `http://${credentials}${squid}`;
      const [on, off] = await Promise.all([
        run({ proxy }, { trust: "SSL_CERT_FILE" }),
        run({ proxy, systemCertificates: false }, { trust: "SSL_CERT_FILE" }),
      ]);
      expect(on.outcome).toMatchObject({ kind: "done" });
      expect(off.outcome).toMatchObject({ kind: "failed", reason: "certificate" });
    });
  },
);
