import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { serveHttp } from "./loopback.ts";
import type { Loopback } from "./loopback.ts";

/** A version of a file, as a content delivery network has it. */
export interface ServedContent {
  readonly bytes: Buffer;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** A request as the server saw it. */
export interface SeenRequest {
  /** 0 for the first request. */
  readonly index: number;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** First byte asked for; 0 without a Range header. */
  readonly start: number;
  readonly isRange: boolean;
}

/** What is wrong with one answer. Without any of these it is what a good server would say. */
export interface Twist {
  readonly content?: ServedContent;
  /** In place of the file. */
  readonly answer?: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly body?: string;
  };
  readonly ignoresRange?: boolean;
  /** Sends everything whenever there is an If-Range, whatever its tag. */
  readonly breaksIfRange?: boolean;
  /** Set over the right ones; `undefined` removes a header. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** After so many bytes of the body the connection is reset, closed, or goes silent. */
  readonly cut?: { readonly after: number; readonly by: "reset" | "fin" | "silence" };
  /** Bytes that go out every `every` milliseconds, in place of everything at once. */
  readonly pace?: { readonly bytes: number; readonly every: number };
}

export interface FaultServer extends Loopback {
  readonly requests: readonly SeenRequest[];
}

/** Serves one file over HTTP, with ranges and validators as RFC 9110 has them, except for what `plan` says. */
export async function serveFaults(
  content: ServedContent,
  plan: (request: SeenRequest) => Twist = () => ({}),
): Promise<FaultServer> {
  const requests: SeenRequest[] = [];
  const server = await serveHttp((message, response) => {
    const request = seen(message, requests.length);
    requests.push(request);
    answer(request, response, content, plan(request));
  });
  return { ...server, requests };
}

function seen(message: IncomingMessage, index: number): SeenRequest {
  const match = /^bytes=(\d+)-/.exec(message.headers.range ?? "");
  return {
    index,
    path: message.url ?? "",
    headers: message.headers,
    start: Number(match?.[1] ?? 0),
    isRange: match !== null,
  };
}

function answer(request: SeenRequest, response: ServerResponse, usual: ServedContent, twist: Twist): void {
  if (twist.answer !== undefined) {
    response.writeHead(twist.answer.status, twist.answer.headers).end(twist.answer.body);
    return;
  }
  const content = twist.content ?? usual;
  const total = content.bytes.length;
  const whole = !request.isRange || twist.ignoresRange === true || ifRangeFails(request, content, twist);
  const end = whole ? total : Math.min(total, lastByte(request) + 1);
  const headers: Record<string, string | undefined> = {
    "content-type": "application/octet-stream",
    "content-length": String(whole ? total : end - request.start),
    etag: content.etag,
    "last-modified": content.lastModified,
    "content-range": whole ? undefined : `bytes ${request.start}-${end - 1}/${total}`,
    ...twist.headers,
  };
  if (!whole && request.start >= total) {
    response.writeHead(416, { "content-range": `bytes */${total}` }).end();
    return;
  }
  response.statusCode = whole ? 200 : 206;
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      response.setHeader(name, value);
    }
  }
  send(response, content.bytes.subarray(whole ? 0 : request.start, end), twist);
}

function ifRangeFails(request: SeenRequest, content: ServedContent, twist: Twist): boolean {
  const tag = request.headers["if-range"];
  return tag !== undefined && (twist.breaksIfRange === true || tag !== content.etag);
}

function lastByte(request: SeenRequest): number {
  const digits = /-(\d+)$/.exec(request.headers.range ?? "")?.[1];
  return digits === undefined ? Infinity : Number(digits);
}

function send(response: ServerResponse, body: Buffer, { cut, pace }: Twist): void {
  const sent = cut === undefined ? body : body.subarray(0, cut.after);
  const finish = (): void => {
    if (cut === undefined) {
      response.end();
    } else {
      // The flush first: a reset overtakes what still is in the buffers.
      setTimeout(() => {
        interrupt(response, cut.by);
      }, 20);
    }
  };
  if (pace === undefined) {
    response.write(sent, finish);
    return;
  }
  let position = 0;
  const timer = setInterval(() => {
    response.write(sent.subarray(position, position + pace.bytes));
    position += pace.bytes;
    if (position >= sent.length) {
      clearInterval(timer);
      finish();
    }
  }, pace.every);
  response.on("close", () => {
    clearInterval(timer);
  });
}

function interrupt(response: ServerResponse, by: "reset" | "fin" | "silence"): void {
  switch (by) {
    case "reset":
      response.socket?.resetAndDestroy();
      break;
    case "fin":
      response.socket?.end();
      break;
    case "silence":
      break;
  }
}
