/**
 * True for the names and addresses of this machine itself.
 * @param hostname As `URL.hostname` has it: lower case, addresses in their shortest form, IPv6 in brackets.
 */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
