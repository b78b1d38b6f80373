import { describe, expect, it } from "vitest";
import { isLoopbackHost } from "../../../src/shared/loopback.ts";

describe("isLoopbackHost", () => {
  it.each([
    "localhost",
    "LOCALHOST",
    "localhost.",
    "api.localhost",
    "127.0.0.1",
    "127.9.9.9",
    "[::1]",
    new URL("http://[::ffff:127.0.0.1]/").hostname,
    new URL("http://0x7f.1/").hostname,
  ])("knows %s as this machine", (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    "localhost.example.com",
    "notlocalhost",
    "127.0.0.1.example.com",
    "128.0.0.1",
    "0.0.0.0",
    "[::]",
    "[::ffff:808:808]",
    "",
  ])("does not take %j for this machine", (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
