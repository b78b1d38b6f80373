import { describe, expect, it, vi } from "vitest";
import type { Connection } from "../../../src/editor/connections/connection.ts";
import { commandIds } from "../../../src/editor/ids.ts";
import { describeNetworkError } from "../../../src/editor/networkErrorText.ts";
import { sandboxFaces } from "../../../src/editor/sandbox/sandboxFaces.ts";
import { NetworkError } from "../../../src/http/http.ts";
import type { NetworkReason } from "../../../src/http/http.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

const connection: Connection = {
  id: "c1",
  provider: "minimax-global",
  name: "MiniMax",
  origin: "https://api.minimax.io",
};
const proxy = "proxy.corp:3128";

function told(reason: NetworkReason, code: string, via?: string): string {
  const { message, remedy } = describeNetworkError(
    new NetworkError(reason, "api.minimax.io", { code, proxy: via }),
    connection,
  );
  return `${message} ${remedy}`;
}

describe("a failure below HTTP", () => {
  it.each<[NetworkReason, string, string | undefined, readonly string[]]>([
    ["dns", "ENOTFOUND", undefined, ["api.minimax.io", "ENOTFOUND", "http.proxy"]],
    ["timeout", "CONNECT_TIMEOUT", undefined, ["api.minimax.io", "http.proxy"]],
    ["proxy", "502", proxy, [proxy, "api.minimax.io", "502", "http.proxy", "http.noProxy"]],
    ["proxy", "DEPTH_ZERO_SELF_SIGNED_CERT", proxy, [proxy, "certificate", "http.proxyStrictSSL"]],
    ["proxy", "UNSUPPORTED_PROXY", undefined, ["minimaxFiles.network.transport", "vscode"]],
    ["proxyAuthentication", "407", proxy, [proxy, "407", "http.proxy", "minimaxFiles.network.transport"]],
    ["certificate", "SELF_SIGNED_CERT_IN_CHAIN", undefined, ["api.minimax.io", "http.systemCertificates"]],
    ["certificate", "SELF_SIGNED_CERT_IN_CHAIN", proxy, [proxy, "api.minimax.io", "http.systemCertificates"]],
    ["certificate", "CERT_HAS_EXPIRED", undefined, ["CERT_HAS_EXPIRED", "date and time"]],
    ["certificate", "ERR_TLS_CERT_ALTNAME_INVALID", undefined, ["another name", "browser"]],
    ["addressForbidden", "x", undefined, ["private network"]],
  ])(
    "of kind %s (%s, proxy %s) names whom to look at and the setting that helps",
    (reason, code, via, words) => {
      for (const word of words) {
        expect(told(reason, code, via)).toContain(word);
      }
    },
  );

  it("never advises to switch off the check of a platform's certificate", () => {
    expect(told("certificate", "SELF_SIGNED_CERT_IN_CHAIN", proxy)).not.toContain("proxyStrictSSL");
  });

  it("offers a diagnosis of its own connection", () => {
    const { actions } = describeNetworkError(new NetworkError("reset", "api.minimax.io"), connection);
    expect(actions[0]).toMatchObject({ command: commandIds.diagnoseConnection, arguments: ["c1"] });
  });

  it("offers to start a sandbox that is not running, with the manners that it has, whatever it speaks as", () => {
    for (const { connectionId, provider, face } of sandboxFaces()) {
      const { message, actions } = describeNetworkError(new NetworkError("refused", "127.0.0.1:1"), {
        ...connection,
        id: connectionId,
        provider,
      });
      expect(message).toBe("The sandbox is not running at 127.0.0.1:1.");
      expect(actions).toEqual([
        expect.objectContaining({ command: commandIds.startSandboxAs, arguments: [face] }),
      ]);
    }
  });
});
