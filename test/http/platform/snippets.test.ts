/** The snippets that people paste, run by the programs that they are for, against the sandbox. */
import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { providers } from "../../../src/platform/providers.ts";
import { snippet, type SnippetLanguage } from "../../../src/platform/snippets.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import { cleanEnvironment } from "../../support/environment.ts";
import { makeTempFolder, type TempFolder } from "../../support/folders.ts";
import { startTestSandbox } from "../../support/sandbox.ts";
import { ensureProgram } from "../../support/vscode/systemPackages.ts";

const run = promisify(execFile);

let folder: TempFolder;
let sandbox: Sandbox;

beforeAll(async () => {
  for (const program of ["curl", "jq", "python3"]) {
    await ensureProgram({ program, packages: [program], purpose: "to run the snippets" });
  }
  folder = makeTempFolder("snippets");
  sandbox = await startTestSandbox();
});

afterAll(async () => {
  await sandbox.stop();
  folder.remove();
});

/** How each is run by a person. */
const programs: Readonly<Record<SnippetLanguage, { readonly file: string; readonly command: string }>> = {
  curl: { file: "get.sh", command: "sh" },
  python: { file: "get.py", command: "python3" },
  typescript: { file: "get.mts", command: process.execPath },
};

async function runSnippet(
  language: SnippetLanguage,
  id: string,
  filename: string,
  key: string,
): Promise<void> {
  const { file, command } = programs[language];
  const text = snippet(language, { provider: providers.sandbox, origin: sandbox.origin, id, filename });
  writeFileSync(join(folder.path, file), text);
  await run(command, [file], { cwd: folder.path, env: cleanEnvironment({ MINIMAX_API_KEY: key }) });
}

describe.each(Object.keys(programs) as SnippetLanguage[])("the snippet for %s", (language) => {
  test("downloads the file, exactly, and sends the key to the API alone", async () => {
    const file = sandbox.file("output_aigc.mp4");
    const name = `${language} it's $(x).mp4`;
    await runSnippet(language, file.id, name, sandbox.key);
    expect(readFileSync(join(folder.path, name)).equals(await sandbox.bytes(file))).toBe(true);
    expect(sandbox.leaks).toEqual([]);
  });

  test.each([
    ["a refusal", "1", () => sandbox.key, /file not found/],
    ["a wrong key", "9223372036854775807", () => "sk-wrong", /invalid api key/],
  ])("ends with the platform's words on %s, and leaves no file", async (_, id, key, reason) => {
    const failure: unknown = await runSnippet(language, id, `${language}-none.mp4`, key()).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ stderr: expect.stringMatching(reason) as string });
    expect(() => readFileSync(join(folder.path, `${language}-none.mp4`))).toThrow("ENOENT");
  });
});

test("the script for curl stops at a refusal by HTTP status, and calls nothing without a link", async () => {
  const gateway = await startTestSandbox({ face: "cometapi" });
  try {
    const subject = { provider: providers.cometapi, origin: gateway.origin, id: "1", filename: "none.mp4" };
    writeFileSync(join(folder.path, "refused.sh"), snippet("curl", subject));
    const environment = cleanEnvironment({ COMETAPI_KEY: "sk-wrong" });
    const failure: unknown = await run("sh", ["refused.sh"], { cwd: folder.path, env: environment }).catch(
      (error: unknown) => error,
    );
    const { stderr } = failure as { readonly stderr: string };
    expect(stderr).toContain("401");
    expect(stderr.match(/curl: \(/g)).toHaveLength(1);
  } finally {
    await gateway.stop();
  }
});
