import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { format } from "node:util";
import { chromium } from "@playwright/test";
import type { Page } from "@playwright/test";
import { Cleanup } from "../cleanup.ts";
import { outFolder, rootFolder } from "../folders.ts";
import { chromiumOptions } from "../vscode/browser.ts";
import { createProfile } from "../vscode/profile.ts";
import type { Runtime } from "../vscode/runtime.ts";
import { startCodeServer } from "../vscode/server.ts";
import type { CodeServer } from "../vscode/server.ts";
import { remoteUri, workbenchUrl } from "../vscode/workbenchUrl.ts";

export interface HostInCodeServerOptions {
  readonly runtime: Runtime;
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
  readonly extensionFolder?: string;
  readonly testBundle: string;
  /** For the whole run, in milliseconds. */
  readonly timeout: number;
  /** Asked at the end: when it is not, the window's picture and its log are kept for a person to look at. */
  readonly isGreen: () => boolean;
  /** Ends the run early. */
  readonly signal: AbortSignal;
}

/** Opens a window on code-server that runs the test bundle in its extension host, and waits for the end. */
export async function runHostInCodeServer(options: HostInCodeServerOptions): Promise<void> {
  const profile = createProfile("host-vscode");
  const cleanup = new Cleanup();
  cleanup.add(profile.remove);
  try {
    const server = await startCodeServer(profile, {
      runtime: options.runtime,
      env: options.env,
      testDriver: true,
    });
    cleanup.add(server.stop);
    const browser = await chromium.launch(chromiumOptions());
    cleanup.add(() => browser.close());
    const page = await browser.newPage();
    const windowLog = await recordWindowLog(page);
    const { ended } = await watchForEnd(page, server, options);
    await page.goto(
      workbenchUrl(server.url, options.workspace, [
        ["extensionDevelopmentPath", remoteUri(server.url, options.extensionFolder ?? rootFolder)],
        ["extensionTestsPath", remoteUri(server.url, options.testBundle)],
        ["skipWelcome", "true"],
      ]),
    );
    const how = await ended;
    if (!options.isGreen()) {
      const picture = join(outFolder, "host-failure.png");
      await page.screenshot({ path: picture });
      console.error(
        `${windowLog.filter(isTrouble).slice(-20).join("\n")}\n${how} The window at that moment: ${picture}`,
      );
    }
  } finally {
    await cleanup.run();
  }
}

/** What the window logs; all of it is shown when the variable DEBUG is set. */
async function recordWindowLog(page: Page): Promise<readonly string[]> {
  const lines: string[] = [];
  await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
    const line = `[${type}] ${format(...args)}`;
    lines.push(line);
    if (process.env["DEBUG"] !== undefined) {
      console.log(line);
    }
  });
  return lines;
}

function isTrouble(line: string): boolean {
  return /^\[(?:error|warn)/.test(line);
}

/**
 * Watches for everything that can end a run. `ended` says how it ended, which is not whether the tests passed:
 * VS Code reports exit code 0 when the extension host is killed.
 * Must be called before the page loads, since VS Code looks for the exit function when it starts.
 */
async function watchForEnd(
  page: Page,
  server: CodeServer,
  { timeout, signal }: Pick<HostInCodeServerOptions, "timeout" | "signal">,
): Promise<{ readonly ended: Promise<string> }> {
  const watch = new EventEmitter();
  const end = (how: string): void => void watch.emit("end", how);
  const ended = once(watch, "end").then(([how]) => String(how));

  const timer = setTimeout(end, timeout, `The host tests took longer than ${timeout / 1000} s.`);
  signal.addEventListener("abort", () => {
    end("Interrupted.");
  });
  page.on("crash", () => {
    end("The browser's page crashed.");
  });
  server.process.onLine((line) => {
    const death = /Extension Host Process exited with code: \w+, signal: (\w+)/.exec(line);
    if (death !== null && death[1] !== "null") {
      end(`The extension host died: ${death[0]}.`);
    }
  });
  void server.process.ended.then((how) => {
    end(`code-server ended: ${how}.`);
  });
  await page.exposeFunction("codeAutomationExit", (exitCode: number) => {
    end(`VS Code ended the run with exit code ${exitCode}.`);
  });
  return {
    ended: ended.finally(() => {
      clearTimeout(timer);
    }),
  };
}
