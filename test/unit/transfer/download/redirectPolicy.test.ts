import { describe, expect, it } from "vitest";
import { checkLink, followRedirect } from "../../../../src/transfer/download/redirectPolicy.ts";

describe("checkLink", () => {
  it.each([
    "https://cdn.example/a%2Fb?Signature=x",
    "https://cdn.example:8443/",
    "http://127.0.0.1:1234/",
    "http://localhost/",
    "http://[::1]/",
  ])("lets %s pass as it is", (url) => {
    expect(checkLink(new URL(url)).href).toBe(url);
  });

  it.each([
    "http://cdn.example/",
    "ftp://cdn.example/",
    "file:///etc/passwd",
    "data:text/plain,x",
    "https://u:p@cdn.example/",
    "https://u@cdn.example/",
    "http://127.0.0.1.example/",
  ])("refuses %s", (url) => {
    expect(() => checkLink(new URL(url))).toThrow(expect.objectContaining({ reason: "refusedRedirect" }));
  });

  it("does not repeat a refused link's query", () => {
    expect(() => checkLink(new URL("ftp://cdn.example/?Signature=canary"))).toThrow(/^(?!.*canary)/);
  });
});

describe("followRedirect", () => {
  const from = new URL("https://cdn.example/a/b");

  it("resolves a relative place", () => {
    expect(followRedirect(from, "../c?d", 0).href).toBe("https://cdn.example/c?d");
  });

  it.each([
    "http://cdn.example/",
    "http://127.0.0.1/",
    "file:///etc/passwd",
    "//user@cdn.example/",
    "https://",
    undefined,
  ])("refuses to leave https for %s", (location) => {
    expect(() => followRedirect(from, location, 0)).toThrow(
      expect.objectContaining({ reason: "refusedRedirect" }),
    );
  });

  it("allows http from loopback to loopback, and on to https", () => {
    const loopback = new URL("http://127.0.0.1:1/");
    expect(followRedirect(loopback, "http://127.0.0.1:2/", 0).port).toBe("2");
    expect(followRedirect(loopback, "https://cdn.example/", 0).protocol).toBe("https:");
  });

  it("follows five hops and no more", () => {
    expect(followRedirect(from, "/x", 4).pathname).toBe("/x");
    expect(() => followRedirect(from, "/x", 5)).toThrow(
      expect.objectContaining({ reason: "refusedRedirect" }),
    );
  });
});
