/** Characters. Enough for any honest message; the rest would only fill a notification. */
const maximumLength = 300;

/** Nothing that follows is read, so that a page of megabytes costs nothing. */
const maximumInput = 16 * 1024;

/** Line breaks and other controls. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Marks that reorder or hide the text around them. */
const invisible = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/**
 * A server's own words, fit for a message: one line, no control or direction characters, no secret, and cut.
 * @param redact Takes out the key, which some servers repeat, and the signatures of links.
 */
export function cleanWords(text: string, redact: (text: string) => string): string {
  const line = text
    .slice(0, maximumInput)
    .replace(controls, " ")
    .replace(invisible, "")
    .replace(/ {2,}/g, " ")
    .trim();
  // Redacted before the cut, which could leave half a secret that no pattern recognises.
  const redacted = redact(line);
  return redacted.length > maximumLength ? `${cut(redacted)}…` : redacted;
}

/** Cuts between characters: half of a surrogate pair would be shown as a replacement character. */
function cut(text: string): string {
  return text
    .slice(0, maximumLength - 1)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd();
}
