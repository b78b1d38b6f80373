import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Browser, type Page } from "@playwright/test";
import axe from "axe-core";
import { build } from "esbuild";
import { panelDocument } from "../../../src/editor/metadata/html.ts";
import type { HostMessage } from "../../../src/shared/panelProtocol.ts";
import { themes, type ThemeName } from "./themes.ts";

/** The panel's own page in a real browser: the real bundle, document and policy, with a stub for VS Code's side. */
export class PanelBench {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #requests: string[];

  private constructor(server: Server, browser: Browser, requests: string[]) {
    this.#requests = requests;
    this.#server = server;
    this.#browser = browser;
  }

  static async start(): Promise<PanelBench> {
    const files = await bundle();
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? "");
      const { pathname, searchParams, origin } = new URL(
        request.url ?? "/",
        `http://${request.headers.host ?? ""}`,
      );
      const found = files.get(pathname) ?? documentFor(origin, searchParams.get("language") ?? "en");
      response.writeHead(200, { "content-type": found.type }).end(found.content);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({
      executablePath: process.env["CHROMIUM_EXECUTABLE"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox"],
    });
    return new PanelBench(server, browser, requests);
  }

  async open(options: PanelOptions = {}): Promise<PanelPage> {
    const { width = 900, height = 760, theme = "dark", language = "en", now } = options;
    const page = await this.#browser.newPage({
      viewport: { width, height },
      ...(options.reducedMotion === true ? { reducedMotion: "reduce" } : {}),
      ...(options.forcedColors === true ? { forcedColors: "active" } : {}),
    });
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        problems.push(message.text());
      }
    });
    if (now !== undefined && options.timers === "held") {
      // The installed clock runs until it is paused, and cannot be paused in its past.
      await page.clock.install({ time: now - 60_000 });
      await page.clock.pauseAt(now);
    } else if (now !== undefined) {
      await page.clock.setFixedTime(now);
    }
    await page.addInitScript(stubOfVsCode);
    const { port } = this.#server.address() as AddressInfo;
    this.#requests.length = 0;
    await page.goto(`http://127.0.0.1:${port}/?language=${language}`);
    await page.evaluate(applyTheme, themes[theme]);
    return new PanelPage(page, problems, this.#requests);
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export interface PanelOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  readonly language?: string;
  /** Holds the page's clock at this moment, milliseconds since the Unix epoch. */
  readonly now?: number;
  /** `held`: time moves only by `page.clock`, for a countdown; axe and pictures need running timers. */
  readonly timers?: "running" | "held";
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/** One open panel. */
export class PanelPage {
  readonly page: Page;
  /** Errors of the page and refusals by its policy. */
  readonly problems: readonly string[];
  /** What has reached the server since the page was opened. */
  readonly requests: readonly string[];

  constructor(page: Page, problems: readonly string[], requests: readonly string[]) {
    this.page = page;
    this.problems = problems;
    this.requests = requests;
  }

  /** Sends what the host would send, or what it never would. */
  async send(message: HostMessage | Readonly<Record<string, unknown>>): Promise<void> {
    await this.page.evaluate((data) => {
      window.postMessage(data, "*");
    }, message);
    await this.page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener("message", resolve, { once: true });
          window.postMessage("flushed", "*");
        }),
    );
  }

  /** What the page has told the host so far. */
  posted(): Promise<unknown[]> {
    return this.page.evaluate(() => window.posted);
  }

  /** What the page has asked VS Code to keep. */
  saved(): Promise<unknown> {
    return this.page.evaluate(() => window.saved);
  }

  /** Rules of axe-core that the page breaks, each with the elements that do. */
  async violations(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const { violations } = await window.axe.run(document);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ""}`),
      );
    });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

declare global {
  interface Window {
    readonly posted: unknown[];
    readonly saved: unknown;
    readonly axe: typeof axe;
    readonly trustedTypes: {
      createPolicy(name: string, rules: { createHTML(text: string): string }): unknown;
    };
  }
}

function stubOfVsCode(): void {
  const posted: unknown[] = [];
  const stub = { posted, saved: undefined as unknown };
  Object.assign(window, stub, {
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => posted.push(message),
      setState: (state: unknown) => Object.assign(window, { saved: state }),
    }),
  });
}

function applyTheme({ bodyClass, variables }: (typeof themes)[ThemeName]): void {
  document.body.className = bodyClass;
  for (const [name, value] of Object.entries(variables)) {
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
  }
}

interface Served {
  readonly type: string;
  readonly content: string | Uint8Array;
}

async function bundle(): Promise<ReadonlyMap<string, Served>> {
  const { outputFiles } = await build({
    entryPoints: ["src/webview/panel.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "chrome134",
    outdir: "dist",
    write: false,
  });
  const types = { js: "text/javascript", css: "text/css" };
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const kind = path.endsWith(".css") ? "css" : "js";
      return [`/panel.${kind}`, { type: types[kind], content: contents }];
    }),
  );
}

function documentFor(source: string, language: string): Served {
  const content = panelDocument({
    script: `${source}/panel.js`,
    styleSheet: `${source}/panel.css`,
    source,
    language,
  });
  return { type: "text/html", content };
}
