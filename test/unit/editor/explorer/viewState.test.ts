import { describe, expect, it, vi } from "vitest";
import { KeyMissingError } from "../../../../src/editor/connections/keyMissingError.ts";
import type { ConnectionFiles } from "../../../../src/editor/explorer/connectionFiles.ts";
import { connectionViewState, type FilesViewState } from "../../../../src/editor/explorer/viewState.ts";
import { sandboxFaces } from "../../../../src/editor/sandbox/sandboxFaces.ts";
import { NetworkError } from "../../../../src/http/http.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const mirror = { id: "c1", provider: "custom" };

/** What the view says of a connection that shows no file. */
function stateOf(listingState: object, { known = 0, connection = mirror } = {}): FilesViewState {
  return connectionViewState(
    { connection, listingState, catalog: { size: known } } as unknown as ConnectionFiles,
    0,
  );
}

function failed(error: unknown): object {
  return { kind: "failed", error };
}

function refusal(reason: PlatformError["reason"]): PlatformError {
  return new PlatformError(reason, "no", { status: 200, retryable: false });
}

describe("the state of a connection without rows", () => {
  it.each<[string, FilesViewState, object, number]>([
    ["is not listed yet", "loading", { kind: "unlisted" }, 0],
    ["is being listed", "loading", { kind: "listing" }, 0],
    ["has nothing", "empty", { kind: "listed" }, 0],
    ["has nothing that the filter lets through", "noMatches", { kind: "listed" }, 3],
    ["has no list", "cannotList", { kind: "cannotList" }, 0],
    ["has no list, and what is remembered does not pass the filter", "noMatches", { kind: "cannotList" }, 3],
    ["has no key", "keyMissing", failed(new KeyMissingError()), 0],
    ["has a key that is refused", "unauthorized", failed(refusal("unauthorized")), 0],
    ["is no platform", "notThePlatform", failed(refusal("notThePlatform")), 0],
    ["leads elsewhere", "notThePlatform", failed(refusal("redirected")), 0],
    ["has a fault of its own", "failed", failed(refusal("serverFault")), 0],
    ["cannot be found", "offline", failed(new NetworkError("dns", "mirror.example")), 0],
    ["refuses the connection", "offline", failed(new NetworkError("refused", "mirror.example")), 0],
    ["is behind a proxy that refuses", "proxy", failed(new NetworkError("proxy", "mirror.example")), 0],
    [
      "is behind a proxy that wants a password",
      "proxy",
      failed(new NetworkError("proxyAuthentication", "mirror.example")),
      0,
    ],
    ["fails in a way that nobody foresaw", "failed", failed(new Error("a defect")), 0],
  ])("that %s is told: %s", (_what, expected, listingState, known) => {
    expect(stateOf(listingState, { known })).toBe(expected);
  });

  it.each(sandboxFaces().map(({ name, connectionId, provider }) => ({ name, connectionId, provider })))(
    "of the $name is that it does not run, whatever it speaks as",
    ({ connectionId, provider }) => {
      const connection = { id: connectionId, provider };
      const refused = failed(new NetworkError("refused", "127.0.0.1:1"));
      expect(stateOf(refused, { connection })).toBe("sandboxStopped");
      expect(stateOf(failed(new NetworkError("reset", "127.0.0.1:1")), { connection })).toBe("offline");
    },
  );
});
