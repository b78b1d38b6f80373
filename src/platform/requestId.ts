import type { JsonObject } from "../shared/jsonValue.ts";

/** Characters searched for an id in the text: errors are short, and a list of files is not read for one. */
const searched = 16 * 1024;

const headers = ["trace-id", "minimax-request-id", "x-oneapi-request-id", "x-request-id"];

/**
 * The id that support asks for: from a header, the field `request_id`, XML, or "(request id: …)" in the text (api.md 4).
 */
export function findRequestId(
  header: (name: string) => string | undefined,
  body: JsonObject | undefined,
  text: string,
): string | undefined {
  const beginning = text.slice(0, searched);
  const field = body?.["request_id"];
  const candidates = [
    ...headers.map(header),
    typeof field === "string" ? field : undefined,
    /\(request id: ?([^\s)]{1,200})\)/i.exec(beginning)?.[1],
    /<RequestId>([^<]{1,200})<\/RequestId>/.exec(beginning)?.[1],
  ];
  return candidates.map((candidate) => clean(candidate)).find((id) => id !== "");
}

/** Ids are short and plain; anything else is cut down to that. */
function clean(id: string | undefined): string {
  return (id ?? "").replace(/[^\x21-\x7E]/g, "").slice(0, 128);
}
