/** An extension that lives beside ours and drives it: through its public API, its tools and its commands. */
import { EventEmitter } from "node:events";
import { readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { queryObjects, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import type { MiniMaxFilesApi } from "../../../src/editor/publicApi.ts";
import { extensionId, toolIds } from "../../../src/editor/ids.ts";
import type { Answer, Hello, Measure, Order } from "./protocol.ts";

const warnings: string[] = [];

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  process.on("warning", ({ name, message }) => warnings.push(`${name}: ${message}`));
  const api = await vscode.extensions.getExtension<MiniMaxFilesApi>(extensionId)!.activate();
  const server = createServer((request, response) => {
    void json(request)
      .then((order) => obey(api, order as Order))
      .then(
        (value): Answer => ({ ok: true, value }),
        (error: unknown): Answer => ({ ok: false, error: String(error) }),
      )
      .then((answer) => {
        // A kept connection would be one more open socket to count.
        response.setHeader("connection", "close");
        response.end(JSON.stringify(answer));
      });
  });
  context.subscriptions.push({ dispose: () => server.close() });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const hello: Hello = {
    pid: process.pid,
    port: (server.address() as AddressInfo).port,
    folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "",
  };
  await fetch(process.env["MINIMAX_FILES_SOAK"]!, { method: "POST", body: JSON.stringify(hello) });
}

async function obey(api: MiniMaxFilesApi, order: Order): Promise<unknown> {
  switch (order.kind) {
    case "list":
      return await api.list();
    case "retrieve":
      return await api.retrieve(order.fileId, { includeLink: order.includeLink });
    case "download": {
      const cancel = new AbortController();
      const timer =
        order.cancelAfter &&
        setTimeout(() => {
          cancel.abort();
        }, order.cancelAfter);
      try {
        const uri = await api.download(order.fileId, vscode.Uri.file(order.folder), {
          signal: cancel.signal,
        });
        return uri.fsPath;
      } finally {
        clearTimeout(timer);
      }
    }
    case "upload": {
      const { path, purpose } = order;
      const { content } = await vscode.lm.invokeTool(toolIds.uploadFile, {
        input: { path, purpose },
        toolInvocationToken: undefined,
      });
      return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : "")).join("");
    }
    case "command":
      return await vscode.commands.executeCommand(order.id);
    case "descriptors":
      return descriptors();
    case "measure":
      return await measure();
  }
}

async function measure(): Promise<Measure> {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  // What one collection frees lets go of more, and weak references hold on until the turn ends.
  for (let turn = 0; turn < 4; turn++) {
    collectGarbage();
    await setImmediate();
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return {
    heap: heapUsed,
    buffers: arrayBuffers,
    resident: rss,
    descriptors: descriptors().length,
    handles: process.getActiveResourcesInfo().length,
    emitters: queryObjects(EventEmitter, { format: "count" }),
    targets: queryObjects(EventTarget, { format: "count" }),
    warnings,
  };
}

function descriptors(): string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      return [readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      // The descriptor with which the folder was read.
      return [];
    }
  });
}
