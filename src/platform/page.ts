import type { Complaint } from "./complaint.ts";
import { reasonOfStatus } from "./reasons.ts";

/**
 * Reads an answer that is no JSON object: a page of a load balancer, an object store's XML, plain text, nothing, or
 * JSON that was cut off. With a 2xx it is never an answer of this API.
 */
export function readPage(text: string, status: number): Complaint {
  const { code, words } = describe(text.trim());
  return { reason: reasonOfPage(text, status), code, words };
}

function reasonOfPage(text: string, status: number): Complaint["reason"] {
  // MiniMax answers a path that it does not have with just this line (api.md 2): the server is right, the operation
  // is missing. Any other 404 page is a server that has nothing to do with the API.
  if (status === 404 && text.trim() === "404 page not found") {
    return "notOffered";
  }
  return status >= 400 ? reasonOfStatus(status) : "notThePlatform";
}

function describe(text: string): { readonly code: string | undefined; readonly words: string } {
  if (text === "") {
    return { code: undefined, words: "an empty answer" };
  }
  if (text.startsWith("{") || text.startsWith("[")) {
    return { code: undefined, words: "JSON that is cut off or not of this API" };
  }
  if (/^(?:<\?xml|<Error>)/.test(text)) {
    const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1];
    const message = /<Message>([^<]{1,500})<\/Message>/.exec(text)?.[1];
    return {
      code,
      words: [code, message].filter((part) => part !== undefined).join(": ") || "an XML document",
    };
  }
  if (text.startsWith("<")) {
    const title = /<title>([^<]{1,200})<\/title>/i.exec(text)?.[1]?.trim() ?? "";
    return { code: undefined, words: title === "" ? "a web page" : `a web page, "${title}"` };
  }
  return { code: undefined, words: text };
}
