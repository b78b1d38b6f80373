/** Characters that hide, reorder or break the line they stand in. */
// eslint-disable-next-line no-control-regex -- control characters are the very thing to find
const deceiving = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text from elsewhere made fit for a label: one line, with nothing in it that turns the direction of text around,
 * so that `exe.4pm` cannot pose as `mp4.exe`. Right-to-left scripts stay, isolated (U+2068, U+2069) from the text
 * in which they stand: its numbers and punctuation would be reordered otherwise.
 */
export function displayText(text: string): string {
  const harmless = harmlessText(text);
  return rightToLeft.test(harmless) ? `\u2068${harmless}\u2069` : harmless;
}

/** As {@link displayText}, for where the page itself isolates. */
export function harmlessText(text: string): string {
  return text.replace(deceiving, "�");
}

/** A text with a server's words in it, of which Markdown makes no link: it does so even of a bare address. */
export function unlinked(text: string): string {
  return text.replace(/:\/\/|www\.|@/gi, (start) => `${start.slice(0, 1)}\u2060${start.slice(1)}`);
}

/**
 * A text with a server's words in it, made fit for a notification or an input box: VS Code turns
 * `[label](command:…)` into a link there, and a click would run the command.
 */
export function noticeText(text: string): string {
  return text.replaceAll("](", "] (");
}

/** A text with somebody's words in it, for where VS Code draws `$(name)` as an icon: quick picks, lenses, status bar. */
export function withoutIcons(text: string): string {
  return text.replaceAll("$(", "$\u2060(");
}

/** A name of somebody else's for one line of a quick pick: see `displayText` and `withoutIcons`. */
export function pickText(name: string): string {
  return withoutIcons(displayText(name));
}
