import { BlockList, isIP } from "node:net";
import { bareAddress } from "./addresses.ts";

/**
 * Whether an origin is to be reached without the proxy. Entries, as `http.noProxy` and `NO_PROXY` know them:
 * `*`; a name, which stands for its subdomains too, with or without a leading `.` or `*.`; an address; a network
 * such as `10.0.0.0/8`; each but the last with an optional `:port`.
 */
export function isExcluded(origin: URL, entries: readonly string[]): boolean {
  const host = bareAddress(origin.hostname).toLowerCase();
  const port = origin.port === "" ? (origin.protocol === "https:" ? "443" : "80") : origin.port;
  return entries.some((entry) => matches(entry.trim().toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "") {
    return false;
  }
  if (entry === "*") {
    return true;
  }
  if (entry.includes("/")) {
    return isInNetwork(host, entry);
  }
  const { name, port: entryPort } = splitPort(entry);
  if (entryPort !== undefined && entryPort !== port) {
    return false;
  }
  const suffix = name.replace(/^\*?\./, "");
  return host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`));
}

function splitPort(entry: string): { name: string; port: string | undefined } {
  if (isIP(entry) === 6) {
    return { name: entry, port: undefined };
  }
  const parts = /^(?<name>.+):(?<port>\d{1,5})$/.exec(entry)?.groups;
  return { name: bareAddress(parts?.["name"] ?? entry), port: parts?.["port"] };
}

function isInNetwork(host: string, entry: string): boolean {
  const [network = "", bits = ""] = entry.split("/");
  const family = isIP(host);
  const prefix = Number(bits);
  if (
    family === 0 ||
    isIP(network) !== family ||
    !/^\d{1,3}$/.test(bits) ||
    prefix > (family === 4 ? 32 : 128)
  ) {
    return false;
  }
  const list = new BlockList();
  const familyName = family === 4 ? "ipv4" : "ipv6";
  list.addSubnet(network, prefix, familyName);
  return list.check(host, familyName);
}
