/**
 * Counts a text's characters (Unicode code points, a byte order mark not counted) as it streams by;
 * `undefined` if it is not UTF-8.
 */
export async function countCharacters(chunks: AsyncIterable<Uint8Array>): Promise<number | undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let characters = 0;
  try {
    for await (const chunk of chunks) {
      characters += codePoints(decoder.decode(chunk, { stream: true }));
    }
    // Throws if the text ends within a character.
    decoder.decode();
    return characters;
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

/** Both halves of a surrogate pair are one character. */
function codePoints(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) {
      count--;
    }
  }
  return count;
}
