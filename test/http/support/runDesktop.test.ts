import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { builtVariables } from "../../support/build.ts";
import { makeTempFolder, rootFolder } from "../../support/folders.ts";

const folder = makeTempFolder("fake-desktop");
afterAll(folder.remove);

it("a desktop run is green when the tests in its extension host passed", async () => {
  const vscode = fakeVSCode('echo \'{"passed":2,"failed":0,"skipped":0}\' > "$MINIMAX_FILES_HOST_RESULT"');
  expect(await runDesktop(vscode)).toBe(0);
});

it("a desktop run is red when the extension host dies, although VS Code reports success", async () => {
  expect(await runDesktop(fakeVSCode("exit 0"))).toBe(1);
});

it("a desktop run is red when VS Code fails after the tests passed", async () => {
  const vscode = fakeVSCode(
    'echo \'{"passed":2,"failed":0,"skipped":0}\' > "$MINIMAX_FILES_HOST_RESULT"; exit 3',
  );
  expect(await runDesktop(vscode)).toBe(1);
});

it("a desktop run opens the workspace with the extension and the bundle of its tests", async () => {
  const vscode = fakeVSCode(`
    case " $* " in *" --extensionDevelopmentPath=${rootFolder} "*) ;; *) exit 1;; esac
    case " $* " in *" --extensionTestsPath=${rootFolder}/out/host/index.cjs "*) ;; *) exit 1;; esac
    test -f "$1/README.md" && test -n "$MINIMAX_FILES_SANDBOX_ORIGIN" || exit 1
    echo '{"passed":1,"failed":0,"skipped":0}' > "$MINIMAX_FILES_HOST_RESULT"`);
  expect(await runDesktop(vscode)).toBe(0);
});

/** An executable that takes the place of VS Code and does what the script says. */
function fakeVSCode(script: string): string {
  const file = join(folder.path, "code");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

async function runDesktop(executable: string): Promise<unknown> {
  const child = spawn(process.execPath, [join(rootFolder, "test/support/runDesktop.ts")], {
    cwd: rootFolder,
    env: { ...process.env, ...builtVariables, VSCODE_EXECUTABLE: executable },
    stdio: "ignore",
  });
  const [code] = (await once(child, "exit")) as unknown[];
  return code;
}
