import { beforeEach, expect, it, vi } from "vitest";
import type { App } from "../../../../src/editor/app.ts";
import { registerIdProviders } from "../../../../src/editor/links/idProviders.ts";
import { Lazy } from "../../../../src/shared/lazy.ts";

const providers = vi.hoisted(() => new Map<string, object>());

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const register = (_selector: unknown, provider: object) => {
    providers.set(Object.keys(provider).findLast((name) => name.startsWith("provide")) ?? "", provider);
    return { dispose: () => undefined };
  };
  return {
    ...fake,
    languages: {
      registerDocumentLinkProvider: register,
      registerHoverProvider: register,
      registerCodeLensProvider: register,
    },
  };
});

const document = {
  version: 1,
  uri: { toString: () => "file:///a.json" },
  getText: () => '{"file_id": 361721749176519}',
  offsetAt: () => 13,
};
const cancelled = { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: vi.fn() }) };

beforeEach(() => {
  const app = new Lazy<App>(() => Promise.reject(new Error("the app is not wanted here")));
  registerIdProviders(app, { size: 0, has: () => false });
});

it.each([
  ["provideDocumentLinks", [document, cancelled]],
  ["provideHover", [document, {}, cancelled]],
  ["provideCodeLenses", [document, cancelled]],
])("what VS Code no longer wants to know is no failure, which it would log: %s", async (name, args) => {
  const provider = providers.get(name) as Record<string, (...args: unknown[]) => Promise<unknown>>;
  expect((await provider[name]?.(...args)) ?? []).toEqual([]);
});
