const anyCharacters = 0x2a;
const anyCharacter = 0x3f;

/**
 * Matches a whole text against a pattern in which `*` stands for any characters and `?` for one. Not by a regular
 * expression: after a mismatch only the last star is tried again, so that the time is at most the product of the
 * two lengths, whatever the server put into a name.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let index = 0;
  let star = -1;
  let starIndex = 0;
  while (index < text.length) {
    const wanted = pattern.charCodeAt(at);
    if (wanted === anyCharacters) {
      star = at++;
      starIndex = index;
    } else if (wanted === anyCharacter) {
      at++;
      index += characterLength(text, index);
    } else if (wanted === text.charCodeAt(index)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++starIndex;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(at) === anyCharacters) {
    at++;
  }
  return at === pattern.length;
}

/** A character outside the basic plane is two code units, and one character. */
function characterLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
