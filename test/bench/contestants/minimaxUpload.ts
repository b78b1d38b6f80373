import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createHttp } from "../../../src/http/connect.ts";
import { directNetwork } from "../../../src/http/network.ts";
import { createPlatform } from "../../../src/platform/client.ts";
import { providers } from "../../../src/platform/providers.ts";
import { systemClock } from "../../../src/shared/clock.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { upload } from "../../../src/transfer/upload/upload.ts";
import { compete } from "../support/compete.ts";

await compete((certificate) => {
  const http = createHttp(
    { ...directNetwork, extraCertificates: [readFileSync(certificate, "utf8")] },
    { kind: "any" },
    { log: silentLog },
  );
  return async ({ url, file }) => {
    const platform = createPlatform({
      http,
      provider: providers.custom,
      origin: new URL(url).origin,
      key: () => Promise.resolve("sk-bench"),
      clock: systemClock,
      random: Math.random,
      log: silentLog,
    });
    await upload(
      { path: file, filename: basename(file), purpose: "video_understanding" },
      {
        platform,
        lists: true,
        clock: systemClock,
        log: silentLog,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        claimed: new Set(),
        randomBytes,
      },
    );
  };
});
