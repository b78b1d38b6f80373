/**
 * Local names for remote files. Servers supply names; file systems, shells and people must survive them
 * (engineering.md 4.5). Every result is a single path segment that Windows, macOS and Linux accept.
 */

/** UTF-8 bytes: file systems allow 255, and the partial file's and the journal's suffixes need room. */
const longestName = 240;
/** A longer "extension" is not one: it is cut like the rest of the name. */
const longestExtension = 32;

/** Control characters, and those that turn the direction of text around to disguise an extension. */
// eslint-disable-next-line no-control-regex -- control characters are the very thing to find
const invisible = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Half a character: no file system takes it, and UTF-8 cannot hold it. */
const loneSurrogate = /\p{Surrogate}/gu;
/** What Windows forbids; the separators of every system are among them. */
const forbidden = /[<>:"/\\|?*]/g;
/** Names of devices on Windows, whatever extension or spaces follow. */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$|clock\$) *(?:\.|$)/i;

/**
 * Makes a name from a server safe, keeping as much of it as can be kept: the last path segment, its extension,
 * every script. `fallback` (such as the file's id) takes the place of a name of which nothing is left.
 */
export function safeLocalName(name: string, fallback: string): string {
  return cleaned(name) ?? cleaned(fallback) ?? "file";
}

function cleaned(name: string): string | undefined {
  const segments = name
    .replace(loneSurrogate, "\ufffd")
    .normalize("NFC")
    .replace(invisible, "")
    .split(/[/\\]/);
  const segment = segments.findLast((part) => part.trim() !== "") ?? "";
  const plain = trimmed(segment.replace(forbidden, "_"));
  if (/^[._ ]*$/.test(plain)) {
    return undefined;
  }
  // Cut first: what is left may be the name of a device.
  const cut = cutName(plain, "");
  // A leading "-" reads as an option and a leading "~" as a home folder, in shells.
  return /^[-~]/.test(cut) || device.test(cut) ? cutName(`_${cut}`, "") : cut;
}

/** Windows drops trailing dots and spaces, so that the file would have another name than we think. */
function trimmed(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) {
    end -= 1;
  }
  return name.slice(0, end).trimStart();
}

/** A name in two parts; the extension has its dot. A leading dot starts a hidden file, not an extension. */
export function splitName(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf(".");
  const isExtension = dot > 0 && utf8Length(name.slice(dot)) <= longestExtension;
  return isExtension
    ? { stem: name.slice(0, dot), extension: name.slice(dot) }
    : { stem: name, extension: "" };
}

/** Inserts `suffix` before the extension and cuts the stem to what fits. Never cuts a character in two. */
function cutName(name: string, suffix: string): string {
  const { stem, extension } = splitName(name);
  const room = longestName - utf8Length(suffix) - utf8Length(extension);
  // To tell characters apart takes ten times as long as all the rest, and few names are too long.
  const kept = utf8Length(stem) <= room ? stem : trimmed(beginning(stem, room)) || "file";
  return `${kept}${suffix}${extension}`;
}

/** As many whole characters as there is room for, in UTF-8 bytes. */
function beginning(text: string, room: number): string {
  let length = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    length += utf8Length(segment);
    if (length > room) {
      return text.slice(0, index);
    }
  }
  return text;
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * The first of `name`, `name (1)`, `name (2)`… that is not taken. Case is ignored everywhere: names that differ
 * only in case become one file on Windows and macOS.
 */
export function freeName(name: string, taken: Iterable<string>): string {
  const used = new Set([...taken].map(comparable));
  for (let count = 0; ; count += 1) {
    const candidate = count === 0 ? name : cutName(name, ` (${count})`);
    if (!used.has(comparable(candidate))) {
      return candidate;
    }
  }
}

function comparable(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** What a naming pattern can speak of. */
export interface NameFacts {
  readonly filename: string;
  readonly id: string;
  readonly purpose: string;
  /** Unix seconds; the date is that of UTC. */
  readonly createdAt: number | undefined;
}

/**
 * Fills a naming pattern such as `{date} {id}{ext}`: `{filename}`, `{stem}`, `{ext}` (with its dot), `{id}`,
 * `{purpose}`, `{date}` (2026-11-23). Unknown placeholders stay as they are. A name that does not end with the file's
 * extension gets it appended: without it nothing would open the file.
 */
export function nameFromPattern(pattern: string, facts: NameFacts): string {
  const filename = safeLocalName(facts.filename, facts.id);
  const { stem, extension } = splitName(filename);
  const values = new Map([
    ["filename", filename],
    ["stem", stem],
    ["ext", extension],
    ["id", facts.id],
    ["purpose", facts.purpose],
    ["date", facts.createdAt === undefined ? "" : isoDate(facts.createdAt)],
  ]);
  const filled = pattern.replace(/\{(\w+)\}/g, (whole, key: string) => values.get(key) ?? whole);
  // A value may hold a separator; a pattern names a file, never a folder.
  const wanted = trimmed(filled.replace(/[/\\]/g, "_"));
  const name = wanted.toLowerCase().endsWith(extension.toLowerCase()) ? wanted : wanted + extension;
  return safeLocalName(name === extension ? facts.id + extension : name, facts.id);
}

function isoDate(unixSeconds: number): string {
  const date = new Date(unixSeconds * 1000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
