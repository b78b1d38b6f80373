import { beforeEach, expect, it, vi } from "vitest";
import { commandIds } from "../../../../src/editor/ids.ts";
import { sandboxCommands } from "../../../../src/editor/sandbox/sandboxCommands.ts";
import { sandboxFaces } from "../../../../src/editor/sandbox/sandboxFaces.ts";
import type { SandboxHost } from "../../../../src/editor/sandbox/sandboxHost.ts";
import { clipboard, pressedButtons } from "../../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../../support/fakeVscode.ts"));

const done: string[] = [];
const [minimax, , comet] = sandboxFaces();
const world = { face: minimax };
const commands = sandboxCommands({
  sandbox: {
    get running() {
      return { face: world.face, origin: "http://127.0.0.1:1", key: "k", faults: [] };
    },
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
  world.face = minimax;
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

it("the variables for scripts are those that its copied snippets read", async () => {
  pressedButtons.add("Copy as Variables");
  const copied: string[] = [];
  for (const face of [minimax, comet!]) {
    world.face = face;
    await commands[commandIds.copySandboxEndpoint]();
    copied.push(clipboard.text);
  }
  expect(copied).toEqual([
    "export MINIMAX_BASE_URL=http://127.0.0.1:1\nexport MINIMAX_API_KEY=k\n",
    "export MINIMAX_BASE_URL=http://127.0.0.1:1\nexport COMETAPI_KEY=k\n",
  ]);
});
