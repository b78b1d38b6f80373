import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyAddress, isAddress } from "../../../src/http/addresses.ts";
import type { AddressKind } from "../../../src/http/addresses.ts";

const table: readonly (readonly [AddressKind, readonly string[]])[] = [
  ["public", ["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"]],
  ["public", ["128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255"]],
  ["public", ["2606:4700::1111", "2a00:1450:4001::", "2001:4860:4860::8888", "[2606:4700::1111]"]],
  // VPN clients that answer for every name do it from the benchmark range.
  ["public", ["198.18.0.1", "198.19.255.255"]],
  ["loopback", ["127.0.0.1", "127.255.255.254", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"]],
  ["private", ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255"]],
  ["private", ["fc00::1", "fdff::1", "fec0::1", "64:ff9b:1::1", "::ffff:10.0.0.1", "::ffff:a00:1"]],
  ["linkLocal", ["169.254.1.1", "fe80::1", "fe80::1%eth0", "febf::1", "::ffff:169.254.1.1"]],
  ["metadata", ["169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"]],
  ["metadata", ["::ffff:169.254.169.254", "::ffff:a9fe:a9fe", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"]],
  ["multicast", ["224.0.0.1", "239.255.255.255", "ff02::1"]],
  ["reserved", ["240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.0.0.1"]],
  ["reserved", ["2001:db8::1", "2001::1", "3fff::1", "100::1", "4000::1", "::7f00:1", "5f00::1"]],
  ["unspecified", ["0.0.0.0", "0.1.2.3", "::", "::ffff:0.0.0.0"]],
  // NAT64 and 6to4 are as good as the IPv4 address that they carry.
  ["public", ["64:ff9b::101:101", "2002:101:101::1"]],
  ["private", ["64:ff9b::10.0.0.1", "2002:c0a8:101::1"]],
  ["loopback", ["64:ff9b::127.0.0.1", "2002:7f00:1::"]],
];

describe("classifyAddress", () => {
  it.each(table.flatMap(([kind, addresses]) => addresses.map((address) => [address, kind] as const)))(
    "takes %s for %s",
    (address, kind) => {
      expect(classifyAddress(address)).toBe(kind);
    },
  );

  it.each<[kind: AddressKind, first: string, last: string]>([
    ["unspecified", "0.0.0.0", "0.255.255.255"],
    ["private", "10.0.0.0", "10.255.255.255"],
    ["private", "100.64.0.0", "100.127.255.255"],
    ["loopback", "127.0.0.0", "127.255.255.255"],
    ["linkLocal", "169.254.0.0", "169.254.255.255"],
    ["private", "172.16.0.0", "172.31.255.255"],
    ["reserved", "192.0.0.0", "192.0.0.255"],
    ["reserved", "192.0.2.0", "192.0.2.255"],
    ["private", "192.168.0.0", "192.168.255.255"],
    ["reserved", "198.51.100.0", "198.51.100.255"],
    ["reserved", "203.0.113.0", "203.0.113.255"],
    ["multicast", "224.0.0.0", "239.255.255.255"],
    ["reserved", "240.0.0.0", "255.255.255.255"],
    ["private", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
    ["private", "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["linkLocal", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["private", "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["multicast", "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["reserved", "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["reserved", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["reserved", "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"],
    // What lies around them is the internet.
    ["public", "1.0.0.0", "9.255.255.255"],
    ["public", "192.0.1.0", "192.0.1.255"],
    ["public", "192.0.3.0", "192.167.255.255"],
    ["public", "192.169.0.0", "198.51.99.255"],
    ["public", "198.51.101.0", "203.0.112.255"],
    ["public", "203.0.114.0", "223.255.255.255"],
    ["public", "2001:200::", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["public", "2003::", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["public", "3fff:1000::", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ])("knows each range to its ends: %s from %s to %s", (kind, first, last) => {
    expect([classifyAddress(first), classifyAddress(last)]).toEqual([kind, kind]);
  });

  it("takes an IPv4-mapped address for what the IPv4 address is, whatever it is", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(classifyAddress(`::ffff:${address}`)).toBe(classifyAddress(address));
      }),
    );
  });

  it("sorts every spelling of an IPv6 address alike", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const canonical = new URL(`http://[${address}]/`).hostname;
        expect(classifyAddress(address)).toBe(classifyAddress(canonical));
      }),
    );
  });

  it("takes whatever is no address for reserved, and never throws", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !isAddress(text)),
        (text) => {
          expect(classifyAddress(text)).toBe("reserved");
        },
      ),
    );
  });

  it.each([
    "http://0x7f.1/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://①27.0.0.1/",
  ])("sees through %s once it is a URL", (url) => {
    expect(classifyAddress(new URL(url).hostname)).toBe("loopback");
  });
});
