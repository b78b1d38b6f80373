import { createHttp } from "../../src/http/connect.ts";
import type { Flow, Http, Receiver, RequestBody, ResponseHead } from "../../src/http/http.ts";
import { NetworkError } from "../../src/http/http.ts";
import type { AddressPolicy, NetworkSettings } from "../../src/http/network.ts";
import { directNetwork } from "../../src/http/network.ts";
import { silentLog } from "../../src/shared/log.ts";

/** The implementations of `Http` that must behave alike. */
export const transports = ["undici", "vscode"] as const;
export type Transport = (typeof transports)[number];

/** An `Http` of one transport that connects directly, unless the settings say otherwise. */
export function httpOver(
  transport: NetworkSettings["transport"],
  settings: Partial<NetworkSettings> = {},
  policy: AddressPolicy = { kind: "any" },
): Http {
  return createHttp({ ...directNetwork, ...settings, transport }, policy, { log: silentLog });
}

/** Keeps an answer whole. */
export class Collector implements Receiver {
  head: ResponseHead | undefined;
  flow: Flow | undefined;
  readonly chunks: Buffer[] = [];

  get body(): Buffer {
    return Buffer.concat(this.chunks);
  }

  onHead(head: ResponseHead, flow: Flow): void {
    this.head = head;
    this.flow = flow;
  }

  onData(chunk: Uint8Array): void {
    this.chunks.push(Buffer.from(chunk));
  }
}

/** A request body of these chunks; announces their length unless told another. */
export function bodyFrom(chunks: readonly Uint8Array[], length?: number): RequestBody {
  return {
    contentType: "application/octet-stream",
    length: length ?? chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
    async *chunks() {
      await Promise.resolve();
      yield* chunks;
    },
  };
}

/** The error with which an exchange ended, which must be a `NetworkError`. */
export async function failureOf(outcome: Promise<unknown>): Promise<NetworkError> {
  try {
    await outcome;
  } catch (error) {
    if (NetworkError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("The exchange succeeded");
}
