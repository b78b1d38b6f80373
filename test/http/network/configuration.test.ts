import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { Network } from "../../../src/editor/network.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { closedBy, serveHttp } from "../../support/loopback.ts";
import type { Loopback } from "../../support/loopback.ts";
import { startProxy } from "../../support/proxy.ts";
import { Collector } from "../../support/transports.ts";

const editor = vi.hoisted(() => ({
  settings: new Map<string, unknown>(),
  listeners: new Set<(event: vscode.ConfigurationChangeEvent) => void>(),
}));

vi.mock("vscode", () => ({
  workspace: {
    getConfiguration: (section: string) => ({
      inspect: (name: string) => ({ globalValue: editor.settings.get(`${section}.${name}`) }),
    }),
    onDidChangeConfiguration: (listener: (event: vscode.ConfigurationChangeEvent) => void) => {
      editor.listeners.add(listener);
      return { dispose: () => editor.listeners.delete(listener) };
    },
  },
}));

/** Changes a setting as a user would, and tells everybody who listens. */
function change(id: string, value: unknown): void {
  editor.settings.set(id, value);
  for (const listener of editor.listeners) {
    listener({ affectsConfiguration: (section) => id === section || id.startsWith(`${section}.`) });
  }
}

let origin: Loopback;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  origin = await serveHttp((_request, response) => response.end("ok"));
});

afterEach(async () => {
  editor.settings.clear();
  await Promise.all(open.splice(0).map((item) => item.close()));
});

afterAll(() => origin.close());

/** By default of a name that only a proxy can resolve. */
async function get(
  { api }: Pick<Network, "api">,
  url = new URL(`http://origin.test:${origin.port}/`),
): Promise<string> {
  const answer = new Collector();
  await api.exchange({ method: "GET", url }, answer);
  return answer.body.toString();
}

it("a changed proxy is used from the next request on, and the old one's connections are closed", async () => {
  const [first, second] = [await startProxy(), await startProxy()];
  open.push(first, second);
  editor.settings.set("http.proxy", first.url.origin);
  const network = new Network(silentLog);
  expect(await get(network)).toBe("ok");
  const [kept] = first.connections;

  change("http.proxy", second.url.origin);
  await closedBy(kept!);
  expect(await get(network)).toBe("ok");
  expect([first.targets.length, second.targets.length]).toEqual([1, 1]);

  change("editor.tabSize", 7);
  // A connection is free for the next request one turn after the answer.
  await new Promise(setImmediate);
  await get(network);
  expect(second.targets).toHaveLength(1);

  await new Promise(setImmediate);
  change("minimaxFiles.network.transport", "undici");
  await get(network);
  expect(second.targets).toHaveLength(2);
  network.dispose();
});

it("a proxy that is switched off is asked no more, and nobody listens after the end", async () => {
  const proxy = await startProxy();
  open.push(proxy);
  editor.settings.set("http.proxy", proxy.url.origin);
  editor.settings.set("minimaxFiles.network.transport", "undici");
  const network = new Network(silentLog);
  expect(await get(network)).toBe("ok");
  change("http.proxySupport", "off");
  await expect(get(network)).rejects.toMatchObject({ reason: "dns" });
  expect(proxy.targets).toHaveLength(1);
  network.dispose();
  expect(editor.listeners.size).toBe(0);
});

it.each(["https://api.minimax.io", "http://192.168.1.1:8080"])(
  "no link and no diagnosis leads into this machine where the platform is %s",
  async (platform) => {
    const network = new Network(silentLog);
    const before = origin.connections.length;
    await expect(get({ api: network.linksOf(platform) }, origin.url)).rejects.toMatchObject({
      reason: "addressForbidden",
    });
    const steps = await network.diagnoseLinkHost(origin.url, platform, new AbortController().signal);
    expect(steps.filter((step) => "ok" in step && step.ok).map(({ step }) => step)).toEqual(["dns"]);
    expect(origin.connections).toHaveLength(before);
    network.dispose();
  },
);

it("a link leads into this machine where the platform is itself there, and still to no private network", async () => {
  const network = new Network(silentLog);
  const links = network.linksOf("http://127.0.0.1:9");
  expect(await get({ api: links }, origin.url)).toBe("ok");
  await expect(get({ api: links }, new URL("https://10.0.0.1/"))).rejects.toMatchObject({
    reason: "addressForbidden",
  });
  network.dispose();
});
