import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildInto } from "../support/build.ts";
import { makeTempFolder } from "../support/folders.ts";
import { bodyOf, serveHttp } from "../support/loopback.ts";

const folder = makeTempFolder("bundles");

beforeAll(async () => {
  await buildInto(folder.path);
});

afterAll(() => {
  folder.remove();
});

/** Runs a program against a bundle, in a process of its own; gives what it prints, read as JSON. */
async function run(bundle: string, program: string, ...args: readonly string[]): Promise<unknown> {
  const required = `const bundle = require(${JSON.stringify(join(folder.path, bundle))});`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", required + program, ...args]);
  return JSON.parse(stdout);
}

const createHttp = `
  const untouched = () => [1, 2].map((n) => Symbol.for("undici.globalDispatcher." + n) in globalThis);
  const settings = { transport: "undici", proxySupport: "off", proxy: "", noProxy: [], environment: {},
    proxyStrictSSL: true, systemCertificates: false, extraCertificates: [] };
  const seen = [untouched()];
  const http = bundle.createHttp(settings, { kind: "any" }, { log: { info() {} } });
  seen.push(untouched());`;

it("the network leaves the host's global dispatcher alone, when it is loaded and when it is used", async () => {
  const server = await serveHttp((_request, response) => response.end("ok"));
  const program = `${createHttp}
    http
      .exchange({ method: "GET", url: new URL(process.argv[1]) }, { onHead() {}, onData() {} })
      .then(() => http.close())
      .then(() => console.log(JSON.stringify([...seen, untouched()])));`;
  expect(await run("connect.cjs", program, server.url.href)).toEqual(Array(3).fill([false, false]));
  await server.close();
});

it("the network sends and receives with what is left of undici", async () => {
  const server = await serveHttp((request, response) => {
    void bodyOf(request).then((body) => {
      response.writeHead(201, { "x-echo": request.method });
      response.write(body.toString().toUpperCase());
      response.end("!");
    });
  });
  const program = `${createHttp}
    const answer = { text: "" };
    const request = { method: "POST", url: new URL(process.argv[1]), body: {
      contentType: "text/plain", length: 5, async *chunks() { yield Buffer.from("hel"); yield Buffer.from("lo"); } } };
    http
      .exchange(request, {
        onHead(head) { Object.assign(answer, { status: head.status, echo: head.header("x-echo") }); },
        onData(chunk) { answer.text += chunk; },
      })
      .then(() => http.close())
      .then(() => console.log(JSON.stringify(answer)));`;
  expect(await run("connect.cjs", program, server.url.href)).toEqual({
    status: 201,
    echo: "POST",
    text: "HELLO!",
  });
  await server.close();
});
