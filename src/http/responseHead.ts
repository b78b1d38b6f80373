import type { IncomingHttpHeaders } from "node:http";
import type { ResponseHead } from "./http.ts";

/** Presents what either library parsed. */
export function responseHead(status: number, headers: IncomingHttpHeaders): ResponseHead {
  return {
    status,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}

/** Bytes that the body announces, or `undefined` where only the connection's end or chunks tell. */
export function announcedLength(head: ResponseHead): number | undefined {
  const value = head.header("content-length");
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}
