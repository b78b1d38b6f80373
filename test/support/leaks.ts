import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** A secret that lies where none may be. */
export interface Leak {
  readonly file: string;
  /** The secret's name, and how it was written. Not the secret: a report is an artefact too. */
  readonly what: string;
}

/** What a signed link would leave behind, in any of the ways in which the platform's hosts write it. */
const signature = /(?:Signature|X-Amz-Signature)(?:=|%3D|\\u003d)(?:[\w+/=-]|%[0-9A-F]{2}){12}/i;

/**
 * Looks through files, and all files below folders, for secrets and for the signature of any link: as they are,
 * percent-encoded, in hexadecimal, in Base64 at any offset, and with two bytes per character.
 *
 * @param secrets by name, each of 12 characters or more
 */
export function findLeaks(paths: readonly string[], secrets: Readonly<Record<string, string>>): Leak[] {
  const needles = Object.entries(secrets).flatMap(([name, secret]) => needlesOf(name, secret));
  return paths.flatMap(filesBelow).flatMap((file) => {
    const bytes = readFileSync(file).toString("latin1");
    // Text of two bytes per character, as Windows and browsers keep it, without its zero bytes.
    const texts = [bytes, bytes.replaceAll("\0", "")];
    return [
      ...needles
        .filter(({ text }) => texts.some((content) => content.includes(text)))
        .map(({ what }) => ({ file, what })),
      ...(texts.some((content) => signature.test(content)) ? [{ file, what: "a link's signature" }] : []),
    ];
  });
}

function needlesOf(name: string, secret: string): { readonly what: string; readonly text: string }[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  return [
    { what: name, text: secret },
    ...(encodeURIComponent(secret) === secret
      ? []
      : [{ what: `${name}, percent-encoded`, text: encodeURIComponent(secret) }]),
    { what: `${name}, in hexadecimal`, text: hex },
    // Base64 depends on what stands before: three ways, less the characters that the neighbours have a part in.
    ...[0, 1, 2].flatMap((before) => {
      const padded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64url");
      const own = padded.slice(Math.ceil((before * 4) / 3), -2);
      const alphabets = new Set([own, own.replaceAll("-", "+").replaceAll("_", "/")]);
      return [...alphabets].map((text) => ({ what: `${name}, in Base64`, text }));
    }),
  ];
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
