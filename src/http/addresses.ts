import { BlockList, isIP, isIPv4 } from "node:net";

/** What a network address is for, as far as a client that must not be led astray cares. */
export type AddressKind =
  "public" | "loopback" | "private" | "linkLocal" | "metadata" | "multicast" | "reserved" | "unspecified";

type SpecialKind = Exclude<AddressKind, "public">;

/**
 * IPv4 ranges that are not the public internet (RFC 6890). 198.18.0.0/15 is left out: meant for benchmarks, it
 * is what many VPN clients answer instead of the real address of every name.
 */
const ipv4Ranges: readonly (readonly [SpecialKind, string, number])[] = [
  // Where clouds hand credentials to their machines: AWS and most others, Alibaba, Azure, Oracle.
  ["metadata", "169.254.169.254", 32],
  ["metadata", "100.100.100.200", 32],
  ["metadata", "168.63.129.16", 32],
  ["metadata", "192.0.0.192", 32],
  ["unspecified", "0.0.0.0", 8],
  ["private", "10.0.0.0", 8],
  ["private", "100.64.0.0", 10],
  ["loopback", "127.0.0.0", 8],
  ["linkLocal", "169.254.0.0", 16],
  ["private", "172.16.0.0", 12],
  ["reserved", "192.0.0.0", 24],
  ["reserved", "192.0.2.0", 24],
  ["private", "192.168.0.0", 16],
  ["reserved", "198.51.100.0", 24],
  ["reserved", "203.0.113.0", 24],
  ["multicast", "224.0.0.0", 4],
  ["reserved", "240.0.0.0", 4],
];

/** IPv6 ranges within or beside the global unicast block 2000::/3; what lies in neither is reserved. */
const ipv6Ranges: readonly (readonly [SpecialKind, string, number])[] = [
  ["metadata", "fd00:ec2::254", 128],
  ["unspecified", "::", 128],
  ["loopback", "::1", 128],
  ["private", "64:ff9b:1::", 48],
  ["private", "fc00::", 7],
  ["private", "fec0::", 10],
  ["linkLocal", "fe80::", 10],
  ["multicast", "ff00::", 8],
  ["reserved", "2001::", 23],
  ["reserved", "2001:db8::", 32],
  ["reserved", "3fff::", 20],
];

const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const ipv4Lists = ipv4Ranges.map(([kind, net, bits]) => [kind, subnet(net, bits, "ipv4")] as const);
const ipv6Lists = ipv6Ranges.map(([kind, net, bits]) => [kind, subnet(net, bits, "ipv6")] as const);

/** Sorts a literal address, IPv4 or IPv6 (brackets and zone allowed); what is no address is `reserved`. */
export function classifyAddress(text: string): AddressKind {
  const address = bareAddress(text);
  if (isIPv4(address)) {
    return ipv4Lists.find(([, list]) => list.check(address, "ipv4"))?.[0] ?? "public";
  }
  const words = ipv6Words(address);
  if (words === undefined) {
    return "reserved";
  }
  const embedded = embeddedIpv4(words);
  if (embedded !== undefined) {
    return classifyAddress(embedded);
  }
  const special = ipv6Lists.find(([, list]) => list.check(address, "ipv6"))?.[0];
  return special ?? (globalUnicast.check(address, "ipv6") ? "public" : "reserved");
}

/** True if a URL's host is an address rather than a name. */
export function isAddress(hostname: string): boolean {
  return isIP(bareAddress(hostname)) !== 0;
}

/** Without the brackets of a URL and without a zone, which `BlockList` does not take. */
export function bareAddress(text: string): string {
  const inner = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  const zone = inner.indexOf("%");
  return zone === -1 ? inner : inner.slice(0, zone);
}

function subnet(network: string, bits: number, family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list;
}

/** The eight words of an IPv6 address; the URL parser writes every spelling the same way. */
function ipv6Words(address: string): number[] | undefined {
  if (isIP(address) !== 6) {
    return undefined;
  }
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after].map((word) => Number.parseInt(word, 16));
}

/** The IPv4 address inside a mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96) or 6to4 (2002::/16) address. */
function embeddedIpv4(words: readonly number[]): string | undefined {
  const prefix = words.slice(0, 6).map((word) => word.toString(16));
  if (words[0] === 0x2002) {
    return dotted(words[1], words[2]);
  }
  return ["0:0:0:0:0:ffff", "64:ff9b:0:0:0:0"].includes(prefix.join(":"))
    ? dotted(words[6], words[7])
    : undefined;
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join(".");
}
