/**
 * A download in a process of its own, to be killed: `node downloadChild.ts <transport> <url> <target>`.
 * Prints `done`, or the reason of the failure.
 */
import { systemClock } from "../../src/shared/clock.ts";
import { silentLog } from "../../src/shared/log.ts";
import { download } from "../../src/transfer/download/download.ts";
import { DownloadError } from "../../src/transfer/download/downloadError.ts";
import { httpOver } from "./transports.ts";
import type { Transport } from "./transports.ts";

const [transport, url, target] = process.argv.slice(2) as [Transport, string, string];
const http = httpOver(transport);
try {
  await download(
    {
      target,
      identity: "test/1",
      expectedSize: undefined,
      conflict: "fail",
      source: {
        link: { url: new URL(url), expiresAt: undefined },
        refreshLink: () => Promise.reject(new Error("A fresh link was asked for")),
      },
      maxConnections: 1,
    },
    {
      linkHttp: http,
      apiHttp: http,
      clock: systemClock,
      random: Math.random,
      log: silentLog,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      limits: { pulse: 20, checkpointTime: 50 },
    },
  );
  console.log("done");
} catch (error) {
  console.log(DownloadError.is(error) ? error.reason : error);
}
await http.close();
