import { readFileSync } from "node:fs";
import type { Sandbox } from "../../../src/sandbox/main.ts";

/** As the kernel writes them: established, and closed by the other side alone. */
const openStates = new Set(["01", "08"]);

/** Connections to the sandbox that a client has open, as the kernel counts them. */
export function openSockets({ origin, linkOrigin, backupOrigin }: Sandbox): number {
  const ports = [origin, linkOrigin, backupOrigin].map((url) => Number(new URL(url).port));
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .slice(1)
    .filter((line) => {
      const [, , remote, state] = line.trim().split(/\s+/);
      return openStates.has(state ?? "") && ports.includes(parseInt(remote?.split(":")[1] ?? "", 16));
    }).length;
}
