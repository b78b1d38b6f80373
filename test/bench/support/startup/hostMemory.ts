import { readFileSync } from "node:fs";

/** What a Node.js process holds after a garbage collection, in bytes. */
export interface HostMemory {
  /** JavaScript objects. */
  readonly heap: number;
  /** The resident set: everything, code and buffers included. */
  readonly resident: number;
}

/** Where a Node.js process listens that was told to open its inspector. */
const inspector = "http://127.0.0.1:9229/json/list";

/** Measures a process of this machine through its inspector, which it opens on SIGUSR1. */
export async function hostMemory(processId: number): Promise<HostMemory> {
  process.kill(processId, "SIGUSR1");
  const socket = new WebSocket(await inspectorUrl());
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  const call = calls(socket);
  await call("HeapProfiler.enable");
  // What finalizers let go of is collected by the second round.
  await call("HeapProfiler.collectGarbage");
  await call("HeapProfiler.collectGarbage");
  const { usedSize } = (await call("Runtime.getHeapUsage")) as { readonly usedSize: number };
  socket.close();
  return { heap: usedSize, resident: residentSet(processId) };
}

async function inspectorUrl(): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const [target] = (await (await fetch(inspector)).json()) as readonly {
        readonly webSocketDebuggerUrl: string;
      }[];
      if (target !== undefined) {
        return target.webSocketDebuggerUrl;
      }
    } catch (error) {
      if (attempt > 50) {
        throw error;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Calls of the inspector's protocol, each with its answer. */
function calls(socket: WebSocket): (method: string) => Promise<unknown> {
  let id = 0;
  return (method) =>
    new Promise((resolve) => {
      const own = ++id;
      const listener = ({ data }: MessageEvent): void => {
        const message = JSON.parse(String(data)) as { readonly id?: number; readonly result?: unknown };
        if (message.id === own) {
          socket.removeEventListener("message", listener);
          resolve(message.result);
        }
      };
      socket.addEventListener("message", listener);
      socket.send(JSON.stringify({ id: own, method }));
    });
}

function residentSet(processId: number): number {
  const status = readFileSync(`/proc/${processId}/status`, "utf8");
  return Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1]) * 1024;
}
