import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { serveHttp, type Loopback } from "../../support/loopback.ts";

/** A file that the sink's list shows. */
export interface ListedFile {
  readonly file_id: number;
  readonly bytes: number;
  readonly created_at: number;
  readonly filename: string;
  readonly purpose: string;
}

/** One upload, as far as it came. */
export interface ReceivedUpload {
  readonly headers: IncomingHttpHeaders;
  /** Header names and values as they were sent, one after the other. */
  readonly rawHeaders: readonly string[];
  /** Bytes of the body. */
  received: number;
  readonly hash: ReturnType<typeof createHash>;
  /** The end of what arrived. */
  tail: Buffer;
  /** The body came whole, as announced. */
  whole: boolean;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

export interface UploadSink extends Loopback {
  readonly origin: string;
  readonly uploads: readonly ReceivedUpload[];
  /** List calls so far. */
  readonly lists: number;
  /** What the list shows. */
  readonly files: ListedFile[];
}

/** What the sink does with an upload; by default it takes it and answers. */
export interface SinkBehaviour {
  /** Called with each upload when its head has arrived. Returns true if it deals with the request itself. */
  onHead?(request: IncomingMessage, response: ServerResponse): boolean;
  /** Called with each chunk. */
  onChunk?(upload: ReceivedUpload, request: IncomingMessage): void;
  /** Called instead of answering, once the body is whole. */
  onWhole?(sink: UploadSink, request: IncomingMessage, response: ServerResponse): void;
}

/** A platform that knows list and upload, and keeps nothing of a body but its hash. */
export async function startUploadSink(behaviour: SinkBehaviour = {}): Promise<UploadSink> {
  const uploads: ReceivedUpload[] = [];
  const files: ListedFile[] = [];
  let lists = 0;

  const server = await serveHttp((request, response) => {
    if (request.method === "GET") {
      lists += 1;
      answer(response, { files });
    } else if (behaviour.onHead?.(request, response) !== true) {
      receive(request, response);
    }
  });

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const upload: ReceivedUpload = {
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      received: 0,
      hash: createHash("sha256"),
      tail: Buffer.alloc(0),
      whole: false,
      closed: new Promise((resolve) => request.socket.once("close", resolve)),
    };
    uploads.push(upload);
    request.on("error", () => undefined);
    request.on("data", (chunk: Buffer) => {
      upload.received += chunk.length;
      upload.hash.update(chunk);
      upload.tail = Buffer.concat([upload.tail, chunk.subarray(-100)]).subarray(-100);
      behaviour.onChunk?.(upload, request);
    });
    request.on("end", () => {
      upload.whole = true;
      if (behaviour.onWhole === undefined) {
        answer(response, { file: listedFile(1, upload.received) });
      } else {
        behaviour.onWhole(sink, request, response);
      }
    });
  }

  const sink: UploadSink = {
    ...server,
    origin: server.url.origin,
    uploads,
    files,
    get lists() {
      return lists;
    },
  };
  return sink;
}

/** A file as the platform tells it. */
export function listedFile(id: number, bytes: number): ListedFile {
  const created_at = Math.floor(Date.now() / 1000);
  return { file_id: id, bytes, created_at, filename: "data.jsonl", purpose: "retrieval" };
}

export function answer(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ ...body, base_resp: { status_code: 0, status_msg: "success" } }));
}
