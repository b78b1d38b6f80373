import type { LaunchOptions } from "@playwright/test";
import { findProgram } from "./systemPackages.ts";

/** How Playwright starts Debian's Chromium: no sandbox (we may be root), and no traffic of the browser's own. */
export function chromiumOptions(): LaunchOptions {
  const executablePath = findProgram("chromium");
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    // Whoever opened the browser closes it, also on Ctrl+C.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      "--no-sandbox",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-quic",
      "--disable-sync",
    ],
  };
}
