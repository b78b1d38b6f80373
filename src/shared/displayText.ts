/** Characters that hide, reorder or break the line they stand in. */
// eslint-disable-next-line no-control-regex -- control characters are the very thing to find
const deceiving = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A server's text made fit for a label: one line, with nothing in it that turns the direction of text around, so
 * that `exe.4pm` cannot pose as `mp4.exe`. Ordinary right-to-left scripts stay as they are.
 */
export function displayText(text: string): string {
  return text.replace(deceiving, "�");
}

/**
 * A text with a server's words in it, made fit for a notification: VS Code turns `[label](command:…)` into a link
 * there, and a click would run the command.
 */
export function noticeText(text: string): string {
  return text.replaceAll("](", "] (");
}
