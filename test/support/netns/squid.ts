import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Identity } from "../certificates.ts";
import { waitForOutput } from "../runningProcess.ts";
import { hasIpv6, proxyAddress } from "./world.ts";
import type { Side } from "./world.ts";

/** Where this machine has squid, the proxy that companies use; `undefined` where it has none. */
export const squidPath = ["/usr/sbin/squid", "/usr/local/sbin/squid"].find((path) => existsSync(path));

/** squid's ports: without and with TLS to the proxy itself. */
export const squidPorts = { plain: 3128, secure: 3129 } as const;

/** Starts squid on a side; it wants a password, resolves names from `hosts`, and has no cache. */
export async function startSquid(
  side: Side,
  folder: string,
  options: {
    readonly user: string;
    readonly password: string;
    readonly hosts: string;
    readonly tls: Identity;
  },
): Promise<void> {
  const path = (name: string): string => join(folder, name);
  const hash = execFileSync("openssl", ["passwd", "-apr1", options.password], { encoding: "utf8" });
  writeFileSync(path("users"), `${options.user}:${hash}`);
  writeFileSync(path("proxy.pem"), options.tls.cert);
  writeFileSync(path("proxy.key"), options.tls.key);
  const lines = [
    `http_port ${proxyAddress.ipv4}:${squidPorts.plain}`,
    ...(hasIpv6 ? [`http_port [${proxyAddress.ipv6}]:${squidPorts.plain}`] : []),
    `https_port ${proxyAddress.ipv4}:${squidPorts.secure} tls-cert=${path("proxy.pem")} tls-key=${path("proxy.key")}`,
    `auth_param basic program /usr/lib/squid/basic_ncsa_auth ${path("users")}`,
    "auth_param basic realm small world",
    "acl known proxy_auth REQUIRED",
    "http_access allow known",
    "http_access deny all",
    `hosts_file ${options.hosts}`,
    "dns_nameservers 127.0.0.1",
    "cache deny all",
    "pid_filename none",
    `access_log stdio:${path("log/access")}`,
    `cache_log ${path("log/cache")}`,
    `coredump_dir ${path("log")}`,
    "shutdown_lifetime 0 seconds",
  ];
  writeFileSync(path("squid.conf"), `${lines.join("\n")}\n`);
  mkdirSync(path("log"));
  // squid gives up being root, and must still read its files and write its logs.
  chmodSync(folder, 0o755);
  chmodSync(path("log"), 0o777);
  const running = side.start([squidPath!, "-N", "-d", "1", "-f", path("squid.conf")]);
  await waitForOutput(running, /Accepting HTTPS Socket connections/i, { what: "squid", timeout: 30_000 });
}
