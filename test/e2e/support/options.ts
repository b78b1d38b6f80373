import type { ViewportSize } from "@playwright/test";
import type { Settings } from "../../support/vscode/profile.ts";

/** What a spec file can ask of its VS Code with `test.use({ … })`. */
export interface VSCodeOptions {
  /** User settings, besides those that keep VS Code quiet. */
  settings: Settings;
  /** The files of the workspace folder before VS Code opens it: relative path and content. */
  workspaceFiles: Readonly<Record<string, string>>;
  /** Variables that the extension host sees. */
  environment: Readonly<Record<string, string>>;
  windowSize: ViewportSize;
  /** Opens the folder in Restricted Mode, as one that the user has not said to trust. */
  restricted: boolean;
  /** VS Code's display language if it is not English, such as `zh-cn`. VS Code's own texts stay English. */
  language: string | undefined;
  /**
   * `file`: the tests of a file share one VS Code, one after the other, and find what the one before left.
   * `test`: each test gets a new one, which costs about eight seconds.
   */
  vscodePer: "file" | "test";
}

export const defaultOptions: VSCodeOptions = {
  settings: {},
  workspaceFiles: { "README.md": "# A workspace\n" },
  environment: {},
  windowSize: { width: 1280, height: 800 },
  restricted: false,
  language: undefined,
  vscodePer: "file",
};
