/**
 * The API client and the download engine in a process of their own, with nothing but what they are told:
 * `node inside.ts <JSON>`. Prints what became of each call as one line of JSON.
 */
import { createNetwork } from "../../../src/http/connect.ts";
import { NetworkError } from "../../../src/http/http.ts";
import { directNetwork } from "../../../src/http/network.ts";
import type { NetworkSettings } from "../../../src/http/network.ts";
import { createPlatform } from "../../../src/platform/client.ts";
import { providers } from "../../../src/platform/providers.ts";
import { eventLoopPacer } from "../../../src/shared/eventLoopPacer.ts";
import { silentLog } from "../../../src/shared/log.ts";
import { download } from "../../../src/transfer/download/download.ts";
import { hastyClock } from "../hastyClock.ts";

/** What the process is told. */
export interface Errand {
  readonly settings: Partial<NetworkSettings>;
  readonly origin: string;
  readonly key: string;
  readonly fileId: string;
  readonly target: string;
}

/** What it tells. */
export type Outcome =
  | { readonly kind: "done"; readonly linkHost: string }
  | { readonly kind: "failed"; readonly reason: string; readonly code?: string; readonly proxy?: string };

async function run({ settings, origin, key, fileId, target }: Errand): Promise<Outcome> {
  const network = createNetwork({ ...directNetwork, ...settings }, { log: silentLog });
  const apiHttp = network.http({ kind: "any" });
  const linkHttp = network.http({ kind: "public", allowLoopback: false });
  const clock = hastyClock(20);
  const platform = createPlatform({
    http: apiHttp,
    provider: providers["minimax-global"],
    origin,
    key: () => Promise.resolve(key),
    clock,
    pacer: eventLoopPacer,
    random: Math.random,
    log: silentLog,
  });
  try {
    await platform.list();
    const { link } = await platform.retrieve(fileId);
    await download(
      {
        target,
        identity: `test/${fileId}`,
        expectedSize: undefined,
        conflict: "fail",
        source: { link, refreshLink: () => Promise.reject(new Error("A fresh link was asked for")) },
        maxConnections: 1,
      },
      {
        linkHttp,
        apiHttp,
        clock,
        random: Math.random,
        log: silentLog,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
    return { kind: "done", linkHost: link?.url.host ?? "" };
  } catch (error) {
    if (!NetworkError.is(error)) {
      throw error;
    }
    const { reason, code, proxy } = error;
    return {
      kind: "failed",
      reason,
      ...(code === undefined ? {} : { code }),
      ...(proxy === undefined ? {} : { proxy }),
    };
  } finally {
    await Promise.all([apiHttp.close(), linkHttp.close()]);
  }
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2] ?? "") as Errand)));
