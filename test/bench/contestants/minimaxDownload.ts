import { readFileSync } from "node:fs";
import { createHttp } from "../../../src/http/connect.ts";
import { directNetwork } from "../../../src/http/network.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { download } from "../../../src/transfer/download/download.ts";
import { compete } from "../support/compete.ts";

await compete((certificate) => {
  const http = createHttp(
    { ...directNetwork, extraCertificates: [readFileSync(certificate, "utf8")] },
    { kind: "public", allowLoopback: true },
    { log: silentLog },
  );
  return async ({ url, file }) => {
    await download(
      {
        target: file,
        identity: url,
        expectedSize: undefined,
        conflict: "fail",
        source: {
          link: { url: new URL(url), expiresAt: undefined },
          refreshLink: () => Promise.reject(new Error("A fresh link was asked for")),
        },
        maxConnections: 4,
      },
      {
        linkHttp: http,
        apiHttp: http,
        clock: systemClock,
        random: Math.random,
        log: silentLog,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  };
});
