import { NetworkError } from "./http.ts";
import type { Http, HttpRequest, ResponseHead } from "./http.ts";

/** A whole answer in memory. */
export interface BufferedAnswer {
  readonly head: ResponseHead;
  readonly body: Uint8Array;
}

/**
 * Makes an exchange and keeps its answer, for answers that are small by nature.
 * @param limit Bytes; a longer body ends the exchange.
 * @throws NetworkError `tooLarge` beyond the limit, and whatever `Http.exchange` rejects with.
 */
export async function exchangeBuffered(
  http: Http,
  request: HttpRequest,
  limit: number,
): Promise<BufferedAnswer> {
  let head: ResponseHead | undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const host = request.url.host;
  await http.exchange(request, {
    onHead(received) {
      head = received;
      if (Number(received.header("content-length") ?? 0) > limit) {
        throw tooLarge(host, limit);
      }
    },
    onData(chunk) {
      length += chunk.byteLength;
      if (length > limit) {
        throw tooLarge(host, limit);
      }
      chunks.push(new Uint8Array(chunk));
    },
  });
  if (head === undefined) {
    throw new NetworkError("protocol", host, { message: `${host} gave no answer` });
  }
  return { head, body: join(chunks, length) };
}

function tooLarge(host: string, limit: number): NetworkError {
  return new NetworkError("tooLarge", host, { message: `The answer of ${host} exceeds ${limit} bytes` });
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}
