import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../shared/clock.ts";
import type { Answer, Cut, Pace } from "./answer.ts";

/** Sends an answer the way its delivery says. Resolves when it is sent, cut off, or the client is gone. */
export async function send(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => {
    gone.abort(new Error("The client is gone"));
  });
  try {
    await deliver(answer, request, response, clock, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) {
      response.destroy();
      throw error;
    }
  }
}

async function deliver(
  { status, headers, body, delivery }: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  clock: Clock,
  gone: AbortSignal,
): Promise<void> {
  const { cut } = delivery;
  if (delivery.delay !== undefined) {
    await clock.sleep(delivery.delay, gone);
  }
  if (cut?.at === "head") {
    cutOff(response, cut.by);
    return;
  }
  const length: Record<string, string> =
    body.length === undefined || "content-length" in headers ? {} : { "content-length": String(body.length) };
  response.writeHead(status, { ...length, ...headers });
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  let left = cut?.at ?? Infinity;
  for await (const chunk of paced(body.chunks(), delivery.pace, clock, gone)) {
    const part = chunk.subarray(0, Math.min(chunk.length, left));
    await write(response, part, gone);
    left -= part.length;
    if (left === 0) {
      break;
    }
  }
  if (cut === undefined || left > 0) {
    response.end();
  } else {
    await flushed(response);
    cutOff(response, cut.by);
  }
}

function cutOff(response: ServerResponse, by: Cut["by"]): void {
  switch (by) {
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "finish":
      response.socket?.end();
      return;
    case "stall":
      return;
  }
}

/** Writes with backpressure: resolves when the kernel has taken the chunk. */
function write(response: ServerResponse, chunk: Uint8Array, gone: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (gone.aborted) {
      reject(gone.reason as Error);
      return;
    }
    const onGone = (): void => {
      reject(gone.reason as Error);
    };
    gone.addEventListener("abort", onGone, { once: true });
    response.write(chunk, (error) => {
      gone.removeEventListener("abort", onGone);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

/**
 * Sends the head if no byte of a body did, and gives both the time to reach the client: a reset destroys what it has
 * not read yet, and there is no way to be told that it has.
 */
async function flushed(response: ServerResponse): Promise<void> {
  response.flushHeaders();
  await setTimeout(100);
}

async function* paced(
  chunks: AsyncIterable<Uint8Array>,
  pace: Pace | undefined,
  clock: Clock,
  gone: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (pace === undefined) {
    yield* chunks;
    return;
  }
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += pace.bytes) {
      yield chunk.subarray(start, start + pace.bytes);
      await clock.sleep(pace.milliseconds, gone);
    }
  }
}
