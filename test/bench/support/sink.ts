/**
 * The platform behind nginx: lists no files, and takes uploads without keeping them.
 *
 *   node sink.ts <socket> [--check]
 *
 * Listens on a Unix socket, and prints `listening`. With `--check` it prints the SHA-256 of each file that came.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";

const [socket, check] = process.argv.slice(2);

/** Bytes of the body. */
async function discard(request: IncomingMessage): Promise<number> {
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
  }
  return bytes;
}

/** Bytes of the form's file, which is parsed and hashed. Takes memory as the file is large. */
async function inspect(request: IncomingMessage): Promise<number> {
  const headers = { "content-type": request.headers["content-type"] ?? "" };
  const form = await new Response(Readable.toWeb(request) as ReadableStream<Uint8Array>, {
    headers,
  }).formData();
  const file = form.get("file");
  if (!(file instanceof File)) {
    throw new Error("The form has no file");
  }
  const hash = createHash("sha256");
  for await (const chunk of file.stream()) {
    hash.update(chunk);
  }
  console.log(`sha256 ${hash.digest("hex")}`);
  return file.size;
}

async function answer(request: IncomingMessage): Promise<object> {
  if (request.method !== "POST") {
    return { files: [] };
  }
  const bytes = await (check === "--check" ? inspect(request) : discard(request));
  const created_at = Math.floor(Date.now() / 1000);
  return { file: { file_id: 1, bytes, created_at, filename: "bench.mp4", purpose: "video_understanding" } };
}

createServer((request, response) => {
  answer(request).then(
    (body) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ...body, base_resp: { status_code: 0, status_msg: "success" } }));
    },
    (error: unknown) => {
      console.log(String(error));
      response.writeHead(500).end();
    },
  );
}).listen(socket, () => {
  console.log("listening");
});
