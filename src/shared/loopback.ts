/**
 * True for the names and addresses of this machine itself. One predicate decides who may speak plain HTTP, who is
 * reached without a proxy and which links may lead into this machine.
 * @param hostname As `URL.hostname` has it: addresses in their shortest form, IPv6 in brackets.
 */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || loopbackAddress.test(name);
}

/** 127.0.0.0/8, also mapped into IPv6 as the URL parser writes it, and ::1. */
const loopbackAddress = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;
