import { expect, it, vi } from "vitest";
import type { ExtensionContext } from "vscode";
import { activate, deactivate } from "../../../../src/extension.ts";
import { FakeMemento, FakeSecrets } from "../../../support/host/fakeState.ts";

const closed = vi.hoisted(() => ({ transfers: Promise.withResolvers<undefined>() }));

/** A VS Code that takes whatever it is told of. */
vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  const anything: unknown = new Proxy(
    function something() {
      return anything;
    },
    { get: (_, name) => (name === "then" ? undefined : anything) },
  );
  const tolerant = <T extends object>(known: T): T =>
    new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? anything });
  return {
    ...fake,
    Disposable: anything,
    MarkdownString: anything,
    lm: anything,
    commands: tolerant(fake.commands),
    window: tolerant(fake.window),
    workspace: tolerant(fake.workspace),
    languages: tolerant(fake.languages),
  };
});
vi.mock("../../../../src/editor/app.ts", () => ({
  createApp: () => ({
    api: { list: () => Promise.resolve([]) },
    tooltips: { onDidLearn: [] },
    links: { onDidLearn: () => ({ dispose: () => undefined }) },
    close: () => closed.transfers.promise,
    dispose: () => undefined,
  }),
}));

it("a window that closes waits until its transfers can go on in the next one", async () => {
  await deactivate();
  const context: Partial<ExtensionContext> = {
    subscriptions: [],
    globalState: Object.assign(new FakeMemento(), { setKeysForSync: () => undefined }),
    secrets: new FakeSecrets(),
  };
  const api = await activate(context as ExtensionContext);
  await deactivate();
  await api.list();
  let isOver = false;
  const over = deactivate().then(() => (isOver = true));
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  closed.transfers.resolve(undefined);
  await over;
  for (const subscription of context.subscriptions ?? []) {
    subscription.dispose();
  }
});
