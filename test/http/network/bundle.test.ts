import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeTempFolder, rootFolder } from "../../support/folders.ts";
import { serveHttp } from "../../support/loopback.ts";

const folder = makeTempFolder("network-bundle");
const bundle = join(folder.path, "connect.cjs");

beforeAll(async () => {
  // As esbuild.mjs builds it.
  await build({
    entryPoints: [join(rootFolder, "src/http/connect.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22.15",
    logLevel: "warning",
  });
});

afterAll(() => {
  folder.remove();
});

it("leaves the host's global dispatcher alone, when it is loaded and when it is used", async () => {
  const server = await serveHttp((_request, response) => response.end("ok"));
  const program = `
    const untouched = () => [1, 2].map((n) => Symbol.for("undici.globalDispatcher." + n) in globalThis);
    const seen = [untouched()];
    const { createHttp } = require(${JSON.stringify(bundle)});
    seen.push(untouched());
    const settings = { transport: "auto", proxySupport: "off", proxy: "", noProxy: [], environment: {},
      proxyStrictSSL: true, systemCertificates: false, extraCertificates: [] };
    const http = createHttp(settings, { kind: "any" }, { log: { info() {} } });
    http
      .exchange({ method: "GET", url: new URL(process.argv[1]) }, { onHead() {}, onData() {} })
      .then(() => http.close())
      .then(() => console.log(JSON.stringify([...seen, untouched()])));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program, server.url.href]);
  await server.close();
  expect(JSON.parse(stdout)).toEqual(Array(3).fill([false, false]));
});
