import { describe, expect, it } from "vitest";
import { codeOf, isCertificateCode, toNetworkError } from "../../../src/http/errors.ts";
import { NetworkError } from "../../../src/http/http.ts";

const before = { answering: false, sent: false };
const withCode = (code: string): Error => Object.assign(new Error("secret words"), { code });

describe("toNetworkError", () => {
  it.each([
    ["ENOTFOUND", "dns"],
    ["EAI_AGAIN", "dns"],
    ["ECONNREFUSED", "refused"],
    ["ENETUNREACH", "unreachable"],
    ["EHOSTUNREACH", "unreachable"],
    ["ETIMEDOUT", "timeout"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout"],
    ["ECONNRESET", "reset"],
    ["EPIPE", "reset"],
    ["UND_ERR_SOCKET", "reset"],
    ["UND_ERR_DESTROYED", "reset"],
    ["CERT_HAS_EXPIRED", "certificate"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate"],
    ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
    ["ERR_SSL_WRONG_VERSION_NUMBER", "protocol"],
    ["EPROTO", "protocol"],
    ["HPE_INVALID_CONSTANT", "protocol"],
    ["SOMETHING_NEW", "protocol"],
  ])("sorts %s as %s", (code, reason) => {
    expect(toNetworkError(withCode(code), "h:1", before)).toMatchObject({
      reason,
      code,
      host: "h:1",
      sent: false,
    });
  });

  it.each(["UND_ERR_SOCKET", "HPE_INVALID_EOF_STATE", "UND_ERR_RES_CONTENT_LENGTH_MISMATCH"])(
    "takes %s within an answer for a truncation",
    (code) => {
      expect(toNetworkError(withCode(code), "h", { answering: true, sent: true }).reason).toBe("truncated");
    },
  );

  it("keeps neither the words nor the object of the original", () => {
    const error = toNetworkError(withCode("EPIPE"), "h", before);
    expect(error.message).toBe("reset (h, EPIPE)");
    expect("cause" in error).toBe(false);
  });

  it("leaves an error that is ours already", () => {
    const error = new NetworkError("addressForbidden", "h");
    expect(toNetworkError(error, "other", before)).toBe(error);
  });

  it("takes whatever has no code for a breach of the protocol", () => {
    for (const error of [new Error("no code"), "text", undefined, { code: "ENOTFOUND" }]) {
      expect(toNetworkError(error, "h", before)).toMatchObject({ reason: "protocol", code: undefined });
    }
  });
});

describe("codeOf", () => {
  it("finds the code of the first of several attempts", () => {
    expect(codeOf(new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")]))).toBe(
      "ECONNREFUSED",
    );
    expect(codeOf(new AggregateError([]))).toBeUndefined();
  });
});

describe("NetworkError", () => {
  it("names the proxy that stood in between", () => {
    const error = new NetworkError("proxy", "api.example", { proxy: "p.example:3128", code: "502" });
    expect(error.message).toBe("proxy (api.example, via p.example:3128, 502)");
  });
});

describe("isCertificateCode", () => {
  it("knows certificates from other troubles", () => {
    expect(isCertificateCode("CERT_REVOKED")).toBe(true);
    expect(isCertificateCode("ECONNRESET")).toBe(false);
    expect(isCertificateCode(undefined)).toBe(false);
  });
});
