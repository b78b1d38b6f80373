import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { makeAuthority } from "../../support/certificates.ts";
import type { Cleanup } from "../../support/cleanup.ts";
import { startProcess, type RunningProcess } from "../../support/runningProcess.ts";
import type { Sink } from "./startSink.ts";

/** Bytes per second that one connection gets of the throttled site, in nginx's words. */
export const throttle = "20m";

/** Where to fetch from and send to, all over https on loopback. */
export interface Sites {
  /** Ends in a slash; serves the files of the folder. */
  readonly files: string;
  /** The same, slowly for each connection. */
  readonly throttled: string;
  /** Takes uploads and forgets them. */
  readonly upload: string;
  /** Takes uploads and looks into them. */
  readonly checkedUpload: string;
  /** Path of the root certificate, PEM. */
  readonly certificate: string;
}

export interface SiteOptions {
  /** Path of the program. */
  readonly nginx: string;
  /** Everything that nginx reads and writes is in here. */
  readonly folder: string;
  readonly sinks: Readonly<Record<"upload" | "checkedUpload", Sink>>;
}

/** Starts an nginx of our own, with nothing of the machine's configuration. */
export async function startNginx({ nginx, folder, sinks }: SiteOptions, cleanup: Cleanup): Promise<Sites> {
  const authority = makeAuthority("Bench Root");
  cleanup.add(() => {
    authority.remove();
  });
  const identity = authority.issue(["127.0.0.1"]);
  const path = (name: string): string => join(folder, name);
  writeFileSync(path("root.pem"), authority.root);
  writeFileSync(path("server.pem"), identity.cert);
  writeFileSync(path("server.key"), identity.key, { mode: 0o600 });
  const [plain, checked] = [await freePort(), await freePort()];
  writeFileSync(
    path("nginx.conf"),
    configuration(folder, { [plain]: sinks.upload.socket, [checked]: sinks.checkedUpload.socket }),
  );
  const server = startProcess(nginx, ["-p", folder, "-c", path("nginx.conf"), "-e", "stderr"]);
  cleanup.add(() => server.stop());
  await accepting(plain, server);
  const origin = `https://127.0.0.1:${plain}`;
  return {
    files: `${origin}/files/`,
    throttled: `${origin}/throttled/`,
    upload: `${origin}/v1/files/upload`,
    checkedUpload: `https://127.0.0.1:${checked}/v1/files/upload`,
    certificate: path("root.pem"),
  };
}

/** One server for each port, which hands its uploads to a sink. */
function configuration(folder: string, sinks: Readonly<Record<number, string>>): string {
  const servers = Object.entries(sinks).map(
    ([port, sink]) => `
  server {
    listen 127.0.0.1:${port} ssl;
    location /files/ { alias ${folder}/; }
    location /throttled/ { alias ${folder}/; limit_rate ${throttle}; }
    location /v1/ { proxy_pass http://unix:${sink}; }
  }`,
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `  ${kind}_temp_path ${folder}/${kind}_temp;`,
  );
  return `
daemon off;
pid ${folder}/nginx.pid;
worker_processes auto;
${process.getuid?.() === 0 ? "user root;" : ""}
events {}
http {
  access_log off;
  sendfile on;
  ssl_certificate ${folder}/server.pem;
  ssl_certificate_key ${folder}/server.key;
  ssl_protocols TLSv1.3;
  client_max_body_size 0;
  client_body_buffer_size 1m;
  proxy_request_buffering off;
  proxy_http_version 1.1;
${temporary.join("\n")}
${servers.join("\n")}
}
`;
}

/** nginx cannot choose a port itself and tell. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Resolves when something listens on the port; rejects if the program ends before, or takes ten seconds. */
async function accepting(port: number, server: RunningProcess): Promise<void> {
  let end: string | undefined;
  void server.ended.then((how) => (end = how));
  for (let tries = 0; tries < 100 && end === undefined; tries += 1) {
    if (await canConnect(port)) {
      return;
    }
    await pause(100);
  }
  throw new Error(`nginx did not start: ${end ?? "it does not answer"}\n${server.output()}`.trimEnd());
}

async function canConnect(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
