import type { LinkProbe } from "../../catalog/verification.ts";
import { NetworkError, type Http, type ResponseHead } from "../../http/http.ts";
import type { DownloadLink } from "../../platform/fileRecord.ts";
import { parseContentRange } from "../../transfer/download/contentRange.ts";

/** Ends the exchange once its head has told everything: a server may send the whole file, whatever was asked. */
class HeadRead extends Error {
  override readonly name = "HeadRead";
  readonly head: ResponseHead;

  constructor(head: ResponseHead) {
    super("The head is read");
    this.head = head;
  }
}

/** Asks a link's host for the first byte: whether the link works, and how large the file is. Free, and without a key. */
export async function probeLink(http: Http, { url }: DownloadLink, signal: AbortSignal): Promise<LinkProbe> {
  try {
    await http.exchange(
      { method: "GET", url, headers: { range: "bytes=0-0", "accept-encoding": "identity" }, signal },
      {
        onHead: (head) => {
          throw new HeadRead(head);
        },
        onData: () => undefined,
      },
    );
  } catch (error) {
    if (error instanceof HeadRead) {
      return { kind: "answered", status: error.head.status, size: sizeOf(error.head) };
    }
    if (!NetworkError.is(error)) {
      throw error;
    }
  }
  return { kind: "unreachable" };
}

function sizeOf(head: ResponseHead): number | undefined {
  if (head.status === 206) {
    return parseContentRange(head.header("content-range"))?.total;
  }
  const length = Number(head.header("content-length"));
  return head.status === 200 && Number.isSafeInteger(length) ? length : undefined;
}
