import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { flagNames, readFlags, usage } from "../../../src/sandbox/cliFlags.ts";
import { cleanEnvironment } from "../../support/environment.ts";
import { rootFolder } from "../../support/folders.ts";
import type { RunningProcess } from "../../support/runningProcess.ts";
import { startProcess, waitForOutput } from "../../support/runningProcess.ts";
import { SandboxClient } from "../../support/sandboxClient.ts";

let running: RunningProcess | undefined;

afterEach(async () => {
  await running?.stop();
});

function start(...flags: string[]): RunningProcess {
  const cli = join(rootFolder, "src/sandbox/cli.ts");
  running = startProcess(process.execPath, [cli, ...flags], { env: cleanEnvironment() });
  return running;
}

describe("npm run sandbox", () => {
  test("tells scripts where it is in its first line and people how to use it, and ends on SIGTERM", async () => {
    const sandbox = start("--face", "china", "--key", "sk-mine", "--many", "2");
    await waitForOutput(sandbox, /Ctrl\+C/, { what: "the sandbox", timeout: 20_000 });
    const [line = "", ...text] = sandbox.output().split("\n");
    const told = JSON.parse(line) as { origin: string; key: string; face: string };
    expect(told).toMatchObject({ key: "sk-mine", face: "china" });
    expect(text.join("\n")).toContain(
      `curl -H 'Authorization: Bearer sk-mine' '${told.origin}/v1/files/list'`,
    );
    expect((await new SandboxClient(told).get("/v1/files/list")).text).toContain("voice-00001.wav");
    await sandbox.stop();
    expect(await sandbox.ended).toBe("exit code 0");
  });

  test("says nothing else with --json", async () => {
    const sandbox = start("--json");
    await waitForOutput(sandbox, /"origin".*\n/, { what: "the sandbox", timeout: 20_000 });
    await sandbox.stop();
    expect(sandbox.output().trim().split("\n")).toHaveLength(1);
  });

  test("ends with a plain sentence when it is asked for what it does not know", async () => {
    const sandbox = start("--face", "moon");
    expect(await sandbox.ended).toBe("exit code 1");
    expect(sandbox.output()).toBe(
      "--face takes minimax | china | cometapi, not moon\nAll flags: npm run sandbox -- --help\n",
    );
  });

  test("explains itself with --help, every flag of it, and starts nothing", async () => {
    const sandbox = start("--help");
    expect(await sandbox.ended).toBe("exit code 0");
    expect(sandbox.output()).toBe(usage);
    const named = [...usage.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, flag]) => flag);
    expect(named.sort()).toEqual([...flagNames].sort());
  });

  test("says so where its port is taken", async () => {
    const first = start("--json");
    await waitForOutput(first, /"origin".*\n/, { what: "the sandbox", timeout: 20_000 });
    const { origin } = JSON.parse(first.output()) as { readonly origin: string };
    const { port } = new URL(origin);
    const second = start("--port", port);
    try {
      expect(await second.ended).toBe("exit code 1");
      expect(second.output()).toMatch(new RegExp(`^Port ${port} is taken: choose another with --port`));
    } finally {
      await first.stop();
    }
  });
});

describe("flags", () => {
  test("become options", () => {
    expect(
      readFlags([
        ...["--port", "4000", "--folder", "/x", "--links", "unsigned", "--link-lifetime", "60"],
        ...["--task-seconds", "5", "--latency", "100", "--throttle", "1000", "--list-generated"],
        ...["--fault", '{"at":"link","kind":"gzip"}'],
      ]),
    ).toEqual({
      json: false,
      many: 0,
      options: {
        port: 4000,
        folder: "/x",
        links: "unsigned",
        linkLifetime: 60,
        taskSeconds: 5,
        listGenerated: true,
        faults: [
          { at: "api", kind: "latency", milliseconds: 100 },
          { at: "link", kind: "throttle", bytesPerSecond: 1000 },
          { at: "link", kind: "gzip" },
        ],
      },
    });
  });

  test.each([
    [["--port", "x"], "--port takes a whole number, not x"],
    [["--port", "70000"], "--port takes a number up to 65535, not 70000"],
    [["--fault", "{}"], '--fault: "at" is one of'],
    [["--nonsense"], "--nonsense"],
  ])("%j is refused", (args, reason) => {
    expect(() => readFlags(args)).toThrow(reason);
  });
});
