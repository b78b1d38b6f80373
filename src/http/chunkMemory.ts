/**
 * Frees the memory of a chunk that nobody needs any more, at once. Left to the garbage collector, the thousands of
 * chunks of a large file cost more time than their parsing, and tens of megabytes.
 */
export function freeChunk({ buffer, byteLength }: Uint8Array): void {
  // Only a whole buffer: a part of one has neighbours that may be in use.
  if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength) {
    buffer.transfer(0);
  }
}
