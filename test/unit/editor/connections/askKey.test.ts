import { expect, it, vi } from "vitest";
import { askKey } from "../../../../src/editor/connections/askKey.ts";
import { PlatformError } from "../../../../src/platform/platformError.ts";

/** An input box as a test types into it. */
const box = vi.hoisted(() => {
  let accept: () => void = () => undefined;
  let hidden: () => void = () => undefined;
  return {
    value: "",
    busy: false,
    validationMessage: undefined as string | undefined,
    onDidChangeValue: () => undefined,
    onDidAccept: (listener: () => void) => void (accept = listener),
    onDidHide: (listener: () => void) => void (hidden = listener),
    show: () => undefined,
    hide: () => {
      hidden();
    },
    dispose: () => undefined,
    pressEnter: () => {
      accept();
    },
  };
});

vi.mock("vscode", async () => {
  const fake = await import("../../../support/fakeVscode.ts");
  class CancellationTokenSource {
    readonly token = {
      isCancellationRequested: false,
      onCancellationRequested: () => ({ dispose: () => undefined }),
    };
    readonly cancel = (): void => undefined;
    readonly dispose = (): void => undefined;
  }
  return { ...fake, CancellationTokenSource, window: { ...fake.window, createInputBox: () => box } };
});

it("a server that refuses a key puts no link that runs a command into the box", async () => {
  const said = "[log in again](command:workbench.action.terminal.new)";
  const asked = askKey({ id: "c1", provider: "custom", name: "Mine", origin: "https://x.example" }, () =>
    Promise.reject(new PlatformError("unauthorized", said, { status: 200, retryable: false })),
  );
  box.value = "sk-key";
  box.pressEnter();
  await vi.waitUntil(() => box.validationMessage !== undefined);
  expect(box.validationMessage).toContain("log in again");
  expect(box.validationMessage).not.toContain("](");
  box.hide();
  expect(await asked).toBeUndefined();
});

it("a key is checked once, however often Enter is pressed while that lasts", async () => {
  const checks: PromiseWithResolvers<undefined>[] = [];
  const asked = askKey({ id: "c1", provider: "custom", name: "Mine", origin: "https://x.example" }, () => {
    const check = Promise.withResolvers<undefined>();
    checks.push(check);
    return check.promise;
  });
  box.value = "sk-key";
  box.pressEnter();
  box.pressEnter();
  expect(checks).toHaveLength(1);
  checks[0]?.resolve(undefined);
  expect(await asked).toBe("sk-key");
});
