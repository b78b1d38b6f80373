import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { makeTempFolder } from "./folders.ts";
import { serveRaw } from "./loopback.ts";
import type { Loopback } from "./loopback.ts";

/** Where this machine has tinyproxy, a proxy that people really use; `undefined` where it has none. */
export const tinyproxyPath = ["/usr/bin/tinyproxy", "/usr/sbin/tinyproxy"].find((path) => existsSync(path));

/** A running tinyproxy. */
export interface Tinyproxy {
  /** `127.0.0.1:port`. */
  readonly host: string;
  close(): Promise<void>;
}

/** Starts tinyproxy before another proxy, to which it passes everything; `basicAuth` is "user password". */
export async function startTinyproxy(upstream: Loopback, basicAuth: string | undefined): Promise<Tinyproxy> {
  const port = await freePort();
  const folder = makeTempFolder("tinyproxy");
  const file = join(folder.path, "tinyproxy.conf");
  const lines = [
    `Port ${port}`,
    "Listen 127.0.0.1",
    "MaxClients 20",
    "Allow 127.0.0.1",
    `Upstream http 127.0.0.1:${upstream.port}`,
    `LogFile "${join(folder.path, "log")}"`,
    ...(basicAuth === undefined ? [] : [`BasicAuth ${basicAuth}`]),
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  const child = spawn(tinyproxyPath!, ["-d", "-c", file], { stdio: "ignore" });
  const exited = once(child, "exit");
  while (!(await accepts(port))) {
    if (child.exitCode !== null) {
      throw new Error(`tinyproxy ended with ${child.exitCode}`);
    }
  }
  return {
    host: `127.0.0.1:${port}`,
    close: async () => {
      child.kill("SIGKILL");
      await exited;
      folder.remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = await serveRaw(() => undefined);
  await server.close();
  return server.port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => setTimeout(resolve, 20, false));
  });
}
