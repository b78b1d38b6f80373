import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Cleanup } from "../cleanup.ts";
import { cleanEnvironment } from "../environment.ts";
import { startProcess } from "../runningProcess.ts";
import type { RunningProcess } from "../runningProcess.ts";

/** The edge's addresses on the one cable: all that the inside can reach. */
export const proxyAddress = { ipv4: "10.77.0.1", ipv6: "fd77::1" } as const;

/** Where the platform is: an address that counts as public, to which the inside has no way. */
export const platformAddress = "198.18.0.1";

/** One side of the world. */
export interface Side {
  /** Starts a program there, which runs until the world ends; with `hosts` it sees that file as its `/etc/hosts`. */
  start(command: readonly string[], options?: SideOptions): RunningProcess;
  /** Runs a program there to its end, and resolves with what it printed. Rejects unless it ended well. */
  run(command: readonly string[], options?: SideOptions): Promise<string>;
}

export interface SideOptions {
  readonly hosts?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Two network namespaces with one cable between them: `inside`, where the extension runs, and `edge`, where proxies
 * listen and the platform is. Nothing is forwarded, so a proxy is the only way out. Takes root, on Linux.
 */
export class SmallWorld {
  readonly inside: Side;
  readonly edge: Side;
  readonly #cleanup = new Cleanup();

  constructor() {
    const [inside, edge] = [`mmf-in-${process.pid}`, `mmf-edge-${process.pid}`];
    const [insideCable, edgeCable] = [`mmfi${process.pid}`, `mmfe${process.pid}`];
    for (const name of [inside, edge]) {
      ip("netns", "add", name);
      this.#cleanup.add(() => {
        ip("netns", "delete", name);
      });
    }
    ip("link", "add", insideCable, "netns", inside, "type", "veth", "peer", "name", edgeCable, "netns", edge);
    ip("-n", inside, "address", "add", "10.77.0.2/30", "dev", insideCable);
    ip("-n", edge, "address", "add", `${proxyAddress.ipv4}/30`, "dev", edgeCable);
    if (hasIpv6) {
      ip("-n", inside, "address", "add", "fd77::2/64", "dev", insideCable, "nodad");
      ip("-n", edge, "address", "add", `${proxyAddress.ipv6}/64`, "dev", edgeCable, "nodad");
    }
    ip("-n", edge, "address", "add", `${platformAddress}/32`, "dev", "lo");
    for (const [name, device] of [
      [inside, "lo"],
      [edge, "lo"],
      [inside, insideCable],
      [edge, edgeCable],
    ] as const) {
      ip("-n", name, "link", "set", device, "up");
    }
    this.inside = this.#side(inside);
    this.edge = this.#side(edge);
  }

  async close(): Promise<void> {
    await this.#cleanup.run();
  }

  #side(namespace: string): Side {
    const start = (command: readonly string[], { hosts, env }: SideOptions = {}): RunningProcess => {
      // `ip netns exec` gives the program a mount namespace of its own, so the file is laid over for it alone.
      const laid =
        hosts === undefined ? [] : ["sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', hosts];
      return startProcess("ip", ["netns", "exec", namespace, ...laid, ...command], {
        env: cleanEnvironment(env),
      });
    };
    return {
      start: (command, options) => {
        const running = start(command, options);
        this.#cleanup.add(() => running.stop());
        return running;
      },
      run: async (command, options) => {
        const running = start(command, options);
        const how = await running.ended;
        await running.stop();
        if (how !== "exit code 0") {
          throw new Error(`${command.join(" ")}: ${how}\n${running.output()}`);
        }
        return running.output();
      },
    };
  }
}

export const hasIpv6 = existsSync("/proc/net/if_inet6");

/** Whether a `SmallWorld` can be made here. */
export function canMakeWorlds(): boolean {
  const probe = `mmf-probe-${process.pid}`;
  try {
    ip("netns", "add", probe);
    ip("netns", "delete", probe);
    return true;
  } catch {
    return false;
  }
}

function ip(...args: readonly string[]): void {
  execFileSync("ip", args, { stdio: "pipe" });
}
