import { beforeEach, expect, it, vi } from "vitest";
import { commandIds } from "../../../../src/editor/ids.ts";
import { sandboxCommands } from "../../../../src/editor/sandbox/sandboxCommands.ts";
import { sandboxFaces } from "../../../../src/editor/sandbox/sandboxFaces.ts";
import type { SandboxHost } from "../../../../src/editor/sandbox/sandboxHost.ts";
import { pressedButtons } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const done: string[] = [];
const [face] = sandboxFaces();
const commands = sandboxCommands({
  sandbox: {
    running: { face, origin: "http://127.0.0.1:1", key: "k", faults: [] },
    reset: () => {
      done.push("reset");
      return Promise.resolve();
    },
  } as Partial<SandboxHost> as SandboxHost,
  watch: () => Promise.resolve(),
  onResetting: (connectionId) => {
    done.push(`forget the tasks of ${connectionId}`);
    return Promise.resolve();
  },
  onReset: (connectionId) => {
    done.push(`drop the files of ${connectionId}`);
    return Promise.resolve();
  },
});

beforeEach(() => {
  done.length = 0;
  pressedButtons.clear();
});

it("the sandbox's tasks are forgotten before it forgets them: none is asked about and told as unknown", async () => {
  pressedButtons.add("Reset");
  await commands[commandIds.resetSandbox]();
  expect(done).toEqual(["forget the tasks of sandbox", "reset", "drop the files of sandbox"]);
});

it("nothing is reset without the user's word", async () => {
  await commands[commandIds.resetSandbox]();
  expect(done).toEqual([]);
});
