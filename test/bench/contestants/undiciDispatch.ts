/**
 * The least that a download over undici can do: gathers chunks and writes them, with neither ranges, journal nor checks.
 * What our engine costs beyond its transport shows beside it.
 */
import { open } from "node:fs/promises";
import { Agent } from "undici";
import type { Dispatcher } from "undici";
import { compete } from "../support/compete.ts";

const batchSize = 1024 * 1024;
const backlog = 4 * batchSize;

await compete(() => {
  const agent = new Agent({ allowH2: false });
  return async ({ url, file }) => {
    const { origin, pathname: path } = new URL(url);
    const output = await open(file, "w");
    await new Promise<void>((resolve, reject) => {
      let gathered: Buffer[] = [];
      let bytes = 0;
      let isWriting = false;
      let isWhole = false;
      const write = (controller: Dispatcher.DispatchController): void => {
        if (isWriting || (bytes < batchSize && !isWhole)) {
          return;
        }
        if (bytes === 0) {
          resolve();
          return;
        }
        const batch = gathered;
        [gathered, bytes, isWriting] = [[], 0, true];
        controller.resume();
        output.writev(batch).then(() => {
          isWriting = false;
          write(controller);
        }, reject);
      };
      agent.dispatch(
        { origin, path, method: "GET" },
        {
          onRequestStart: () => undefined,
          onResponseData: (controller, chunk) => {
            gathered.push(chunk);
            bytes += chunk.length;
            write(controller);
            if (bytes >= backlog) {
              controller.pause();
            }
          },
          onResponseEnd: (controller) => {
            isWhole = true;
            write(controller);
          },
          onResponseError: (_controller, error) => {
            reject(error);
          },
        },
      );
    });
    await output.close();
  };
});
