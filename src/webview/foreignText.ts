import { harmlessText } from "../shared/displayText.ts";
import { element } from "./dom.ts";

/** A run of plain text, or the code point of one deceptive character. */
export type TextPart =
  { readonly kind: "plain"; readonly text: string } | { readonly kind: "codePoint"; readonly text: string };

/**
 * Takes text apart so that what cannot be seen can be named, "U+202E": a name in which `gpj.exe` is turned round to
 * look like `exe.jpg` gives itself away.
 */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let plain = "";
  const flush = (): void => {
    if (plain !== "") {
      parts.push({ kind: "plain", text: plain });
      plain = "";
    }
  };
  for (const character of text) {
    if (harmlessText(character) !== character) {
      flush();
      const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      parts.push({ kind: "codePoint", text: `U+${hex}` });
    } else {
      plain += character;
    }
  }
  flush();
  return parts;
}

/** Text that the server chose: isolated from the direction of its surroundings, its hidden characters named. */
export function foreign(text: string): HTMLElement {
  return element(
    "bdi",
    {},
    ...partsOf(text).map((part) =>
      part.kind === "plain" ? part.text : element("span", { class: "code-point" }, part.text),
    ),
  );
}
