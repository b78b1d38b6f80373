/** Reads a small request body as text; an error beyond `limit` bytes. */
export async function readText(body: AsyncIterable<unknown>, limit = 1024 * 1024): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > limit) {
      throw new Error("The request's body is too large");
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8");
}
