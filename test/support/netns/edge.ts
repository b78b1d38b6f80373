/**
 * The platform as the world sees it, in a process of its own: the sandbox behind TLS, under the names of a platform
 * and of its link host. `node edge.ts <address> <certificate> <key>` prints one line about itself, then one line for
 * each request that arrives.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { createServer } from "node:https";
import { startTestSandbox } from "../sandbox.ts";
import { SandboxClient } from "../sandboxClient.ts";
import { linkName } from "./names.ts";

const [address, certificate, privateKey] = process.argv.slice(2) as [string, string, string];
const sandbox = await startTestSandbox();
const { linkOrigin, key } = sandbox;
const { id } = sandbox.file("narrator.wav");
const content = await (await fetch(await new SandboxClient(sandbox).link(id))).bytes();
const sha256 = createHash("sha256").update(content).digest("hex");

const server = createServer(
  { cert: readFileSync(certificate), key: readFileSync(privateKey) },
  (request, response) => {
    const host = request.headers.host ?? "";
    console.log(`request ${request.socket.remoteAddress ?? ""} ${host}`);
    const behind = new URL(request.url ?? "/", host.startsWith(linkName) ? linkOrigin : sandbox.origin);
    const onward = httpRequest(behind, { method: request.method, headers: request.headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        const isJson = (answer.headers["content-type"] ?? "").includes("json");
        // Links lead to the sandbox's own port; the world knows it by its name.
        const told = isJson
          ? Buffer.from(body.toString().replaceAll(linkOrigin, `https://${linkName}`))
          : body;
        const length = isJson ? { "content-length": String(told.length) } : {};
        response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...length });
        response.end(request.method === "HEAD" ? undefined : told);
      });
    });
    request.pipe(onward);
  },
);
server.listen(443, address, () => {
  console.log(`ready ${JSON.stringify({ key, id, sha256 })}`);
});
// Its end is asked for, not forced: the sandbox keeps its files in a folder that would be left otherwise.
process.once("SIGTERM", () => {
  void sandbox.stop().finally(() => {
    process.exit();
  });
});
